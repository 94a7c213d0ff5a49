package io.lapse.cli.quarantine;

import io.lapse.streamsapp.quarantine.QuarantineHeaders;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the quarantine says of one record, without its value.
 *
 * @param atMillis when it was set aside, ms since 1970 UTC
 * @param reason empty if no header says so, as with all that headers say
 * @param topic the topic that it came from
 * @param source its partition and offset there
 * @param requeues how often it was sent back before it came here
 * @param requeuedFrom the entries from which it was sent back, the latest last
 * @param key as it came; null if it had none
 * @param valueBytes how long its value is; -1 if it had none
 */
@SuppressWarnings("ArrayRecordComponent") // Shown and sent, never compared.
record QuarantineEntry(
    Place place,
    long atMillis,
    String reason,
    String explanation,
    String topic,
    String source,
    long requeues,
    List<String> requeuedFrom,
    byte @Nullable [] key,
    int valueBytes) {

  /** Older first. */
  static final Comparator<QuarantineEntry> BY_AGE =
      Comparator.comparingLong(QuarantineEntry::atMillis).thenComparing(QuarantineEntry::place);

  static QuarantineEntry of(ConsumerRecord<byte[], byte[]> stored) {
    Headers headers = stored.headers();
    return new QuarantineEntry(
        new Place(stored.partition(), stored.offset()),
        stored.timestamp(),
        last(headers, QuarantineHeaders.REASON),
        last(headers, QuarantineHeaders.EXPLANATION),
        last(headers, QuarantineHeaders.TOPIC),
        last(headers, QuarantineHeaders.PARTITION) + ":" + last(headers, QuarantineHeaders.OFFSET),
        count(last(headers, QuarantineHeaders.REQUEUED)),
        all(headers, QuarantineHeaders.REQUEUED_FROM),
        stored.key(),
        stored.value() == null ? -1 : stored.value().length);
  }

  /** The guest, if the key is text. */
  @Nullable String guest() {
    return Untrusted.text(key);
  }

  private static String last(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    String text = header == null ? null : Untrusted.text(header.value());
    return text == null ? "" : text;
  }

  private static List<String> all(Headers headers, String name) {
    List<String> values = new ArrayList<>();
    headers.headers(name).forEach(header -> values.add(Untrusted.shown(header.value())));
    return List.copyOf(values);
  }

  /** A stranger may have written anything there. */
  private static long count(String text) {
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
  }
}
