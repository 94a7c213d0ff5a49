package io.lapse.ledger.time;

/**
 * An instant as a host's clock stated it, with what that statement may be off by.
 *
 * @param at the stated instant
 * @param clockErrorNanos bound on |host clock - TAI|; not negative
 * @param resolutionNanos step of the stated instant (QMP 1 us, virsh 1 ms); not negative
 * @param latencyNanos how late the stamp may have been taken, one-sided (QMP 5 ms, virsh 250 ms);
 *     not negative
 */
public record Stamp(TaiInstant at, long clockErrorNanos, long resolutionNanos, long latencyNanos) {

  public Stamp {
    requireNotNegative("clockErrorNanos", clockErrorNanos);
    requireNotNegative("resolutionNanos", resolutionNanos);
    requireNotNegative("latencyNanos", latencyNanos);
  }

  /** A stamp that only its clock can spoil. */
  public static Stamp of(TaiInstant at, long clockErrorNanos) {
    return new Stamp(at, clockErrorNanos, 0, 0);
  }

  /** The larger side of the error: clock, resolution and latency. */
  public long errorNanos() {
    return Math.addExact(clockErrorNanos, readingErrorNanos());
  }

  /** What remains of the error when the clock itself cancels out: resolution and latency. */
  public long readingErrorNanos() {
    return Math.addExact(resolutionNanos, latencyNanos);
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }
}
