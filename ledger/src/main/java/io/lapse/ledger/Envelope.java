package io.lapse.ledger;

import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every event carries.
 *
 * @param guest the virtual machine; any Unicode, not empty, no half of a surrogate pair
 * @param host the machine that reports, likewise; null for a guest event that names none
 * @param stamp when it happened
 * @param source which kind of log said so; it decides what silence means
 * @param observed the producer's clock when it read the event; null if it did not say. Not part of
 *     the identity
 */
public record Envelope(
    String guest,
    @Nullable String host,
    Stamp stamp,
    Source source,
    @Nullable TaiInstant observed) {

  public Envelope {
    if (guest.isEmpty()) {
      throw new IllegalArgumentException("guest must not be empty");
    }
    requireUnicode("guest", guest);
    if (host != null) {
      requireUnicode("host", host);
    }
    Objects.requireNonNull(stamp, "stamp");
    Objects.requireNonNull(source, "source");
  }

  /** Half of a surrogate pair has no UTF-8 form: two such names would become one on the wire. */
  private static void requireUnicode(String name, String text) {
    int index = 0;
    while (index < text.length()) {
      int codePoint = text.codePointAt(index);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw new IllegalArgumentException(
            name + " must be valid Unicode, without half of a surrogate pair");
      }
      index += Character.charCount(codePoint);
    }
  }

  void describe(CanonicalForm form) {
    form.text("guest", guest);
    form.text("host", host);
    form.number("tai_ns", stamp.at().nanos());
    form.number("clock_error_ns", stamp.clockErrorNanos());
    form.number("resolution_ns", stamp.resolutionNanos());
    form.number("latency_ns", stamp.latencyNanos());
    form.text("source", source.name());
  }
}
