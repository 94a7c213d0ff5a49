package io.lapse.streamsapp.topics;

/**
 * One setting of one topic, beside what it should be.
 *
 * @param setting its name, as Kafka has it, or {@link #TOPIC} if the topic itself is not there
 * @param why what another value does
 */
public record Finding(
    String topic, String setting, String expected, String found, Judgement judgement, String why) {

  /** Stands for the whole topic. */
  public static final String TOPIC = "topic";

  static final String PARTITIONS = "partitions";
  static final String MISSING = "missing";

  /** Whoever asks is not permitted to see it. */
  static final String UNSEEN = "not shown";

  /** In one line, as a refusal says it. */
  public String inWords() {
    return setting.equals(TOPIC)
        ? topic + " is " + found
        : topic + ": " + setting + " is " + found + ", expected " + expected;
  }
}
