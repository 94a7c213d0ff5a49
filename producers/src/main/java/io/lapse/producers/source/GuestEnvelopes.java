package io.lapse.producers.source;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.MalformedException;
import io.lapse.schemas.tai.UtcScale;
import java.util.Objects;

/**
 * The envelopes of what a guest tells of itself: guest and host are the input's, the stamp is the
 * guest's own {@code CLOCK_REALTIME}, as wrong as that is. Its bound is the input's.
 */
public final class GuestEnvelopes {
  private final SourceInput input;

  /** Of the events of {@code input}, which names a guest. */
  public GuestEnvelopes(SourceInput input) {
    this.input = input;
  }

  /**
   * Of a reading that was taken when the guest's clock showed {@code utcNanos}.
   *
   * @param stepNanos the step in which it was shown; not negative
   */
  public Envelope at(long utcNanos, long stepNanos) throws MalformedException {
    try {
      return of(UtcScale.toTai(utcNanos), stepNanos);
    } catch (ArithmeticException e) {
      throw new MalformedException(
          "the guest's CLOCK_REALTIME must lie before the year 2262: " + utcNanos + " ns");
    }
  }

  /** Of the one sample of an input; the instant that the input states is the better one. */
  public Envelope ofSample(long utcNanos) throws MalformedException {
    TaiInstant takenAt = input.takenAt();
    return takenAt == null ? at(utcNanos, 0) : of(takenAt, 0);
  }

  private Envelope of(TaiInstant at, long stepNanos) {
    return new Envelope(
        Objects.requireNonNull(input.guest()),
        input.host(),
        new Stamp(at, input.clockErrorNanos(), stepNanos, 0),
        // The same event, with the same identity, as the line of JSON that would say it.
        Source.JSONL,
        null);
  }
}
