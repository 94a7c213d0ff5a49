package io.lapse.streamsapp.quarantine;

import io.lapse.streamsapp.account.Output;
import io.lapse.streamsapp.account.Reason;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Why a record is in quarantine, and where it came from: UTF-8 text, numbers in decimal. */
public final class QuarantineHeaders {
  /** The name of a {@link Reason}. */
  public static final String REASON = "lapse.reason";

  /** What was expected. */
  public static final String EXPLANATION = "lapse.explanation";

  public static final String TOPIC = "lapse.topic";
  public static final String PARTITION = "lapse.partition";
  public static final String OFFSET = "lapse.offset";

  /** How often the record was sent back to its topic; not there if it never was. */
  public static final String REQUEUED = "lapse.requeued";

  /**
   * The entry of the quarantine, PARTITION:OFFSET, from which it was sent back: one header each
   * time, the latest last.
   */
  public static final String REQUEUED_FROM = "lapse.requeued-from";

  /** An explanation may quote a key, and a key may be as large as a record. */
  static final int EXPLANATION_CHARS_MAX = 1_000;

  private QuarantineHeaders() {}

  /** What the record came with, and these; those of an earlier quarantine are replaced. */
  static Headers of(
      Headers source, Reason reason, String explanation, String topic, int partition, long offset) {
    Headers headers = new RecordHeaders(source);
    add(headers, REASON, reason.name());
    add(
        headers,
        EXPLANATION,
        explanation.substring(0, Math.min(explanation.length(), EXPLANATION_CHARS_MAX)));
    add(headers, TOPIC, topic);
    add(headers, PARTITION, Integer.toString(partition));
    add(headers, OFFSET, Long.toString(offset));
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts the reason of a refusal into the headers, and the raw bytes into the value. */
  public static final class Writer implements FixedKeyProcessor<String, Output, byte[]> {
    private FixedKeyProcessorContext<String, byte[]> context;

    @Override
    public void init(FixedKeyProcessorContext<String, byte[]> processorContext) {
      context = processorContext;
    }

    @Override
    @SuppressWarnings("NullAway") // A record without a value stays without one.
    public void process(FixedKeyRecord<String, Output> refused) {
      Output.Refused refusal = (Output.Refused) refused.value();
      Output.Origin source = refusal.origin() != null ? refusal.origin() : processed();
      context.forward(
          refused
              .withValue(refusal.bytes())
              .withHeaders(
                  of(
                      refused.headers(),
                      refusal.reason(),
                      refusal.explanation(),
                      source.topic(),
                      source.partition(),
                      source.offset())));
    }

    private Output.Origin processed() {
      RecordMetadata source =
          context
              .recordMetadata()
              .orElseThrow(() -> new IllegalStateException("a refusal must have a source"));
      return new Output.Origin(source.topic(), source.partition(), source.offset());
    }
  }
}
