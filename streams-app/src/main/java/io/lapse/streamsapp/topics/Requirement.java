package io.lapse.streamsapp.topics;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger needs of one setting of a topic.
 *
 * @param setting its name, as Kafka has it
 * @param expected its value, as an operator reads it
 * @param created the value that a new topic is given; null if it is left as the cluster has it
 * @param otherwise how bad any other value is
 * @param why what any other value does
 * @param holds whether a value will do
 */
public record Requirement(
    String setting,
    String expected,
    @Nullable String created,
    Judgement otherwise,
    String why,
    Predicate<String> holds) {

  /** One value and no other. */
  static Requirement exactly(String setting, String value, Judgement otherwise, String why) {
    return new Requirement(setting, value, value, otherwise, why, value::equals);
  }

  /**
   * Judges what a topic has.
   *
   * @param found null if nobody may see it, or the broker does not know the setting
   */
  Finding judge(String topic, @Nullable String found) {
    if (found == null) {
      return new Finding(topic, setting, expected, Finding.UNSEEN, Judgement.WARN, why);
    }
    Judgement judgement = holds.test(found) ? Judgement.OK : otherwise;
    return new Finding(topic, setting, expected, found, judgement, why);
  }
}
