package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.time.TaiInstant;
import org.jspecify.annotations.Nullable;

/**
 * How far a guest's inputs have come. The watermark is the second newest stamp, so that one false
 * stamp cannot move it.
 *
 * @param newest the largest stamp; null before the first input
 * @param second the second largest, of another input; null before the second
 * @param sealed the largest stamp of which the books are sealed; null if none is
 */
public record Watermark(
    @Nullable TaiInstant newest, @Nullable TaiInstant second, @Nullable TaiInstant sealed) {
  static final Watermark NONE = new Watermark(null, null, null);

  Watermark after(LedgerInput input) {
    TaiInstant at = input.stamp().at();
    if (newest == null || !at.isBefore(newest)) {
      return new Watermark(at, newest, sealed);
    }
    return second == null || at.isAfter(second) ? new Watermark(newest, at, sealed) : this;
  }

  Watermark sealedUpTo(TaiInstant at) {
    return new Watermark(newest, second, at);
  }

  /** Whether what happened at an instant lies behind the horizon. */
  boolean isBehindHorizon(TaiInstant at) {
    return second != null && at.nanosUntil(second) > Horizon.NANOS;
  }

  /**
   * Whether an input would reopen what is sealed. A claim comes as late as the restart that it
   * names.
   */
  boolean isLate(LedgerInput input) {
    TaiInstant at = input.stamp().at();
    if (Claims.isClaim(input) && Claims.restartedAt(input).isBefore(at)) {
      at = Claims.restartedAt(input);
    }
    return isBehindHorizon(at) || (sealed != null && !at.isAfter(sealed));
  }
}
