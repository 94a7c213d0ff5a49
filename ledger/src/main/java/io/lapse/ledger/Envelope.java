package io.lapse.ledger;

import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every event carries.
 *
 * @param guest the virtual machine; any Unicode, not empty
 * @param host the machine that reports; null for a guest event that names none
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
    Objects.requireNonNull(stamp, "stamp");
    Objects.requireNonNull(source, "source");
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
