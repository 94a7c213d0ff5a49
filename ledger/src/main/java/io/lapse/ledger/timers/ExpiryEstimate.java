package io.lapse.ledger.timers;

/**
 * The timers that fell due at once, per hrtimer base.
 *
 * @param basis what the estimate rests on
 */
public record ExpiryEstimate(
    BaseExpiry monotonic, BaseExpiry boottime, BaseExpiry realtime, BaseExpiry tai, Basis basis) {

  /** What an estimate rests on. */
  public enum Basis {
    /** The guest's own timers. */
    INVENTORY,
    /** What guests of its class usually have. */
    PRIOR
  }

  /**
   * One base.
   *
   * @param low the least number of timers that fell due
   * @param expected one-shots due, plus periodic timers due at least once
   * @param high the largest number
   * @param overruns periodic expirations less the periodic timers due
   */
  public record BaseExpiry(long low, long expected, long high, long overruns) {
    public static final BaseExpiry NONE = new BaseExpiry(0, 0, 0, 0);

    public BaseExpiry {
      if (low < 0 || low > expected || expected > high || overruns < 0) {
        throw new IllegalArgumentException(
            "must be 0 <= low <= expected <= high and overruns >= 0: "
                + low
                + ", "
                + expected
                + ", "
                + high
                + ", "
                + overruns);
      }
    }
  }

  /** Nothing moved, so nothing expired. */
  public static ExpiryEstimate nothing(Basis basis) {
    return new ExpiryEstimate(
        BaseExpiry.NONE, BaseExpiry.NONE, BaseExpiry.NONE, BaseExpiry.NONE, basis);
  }

  /** The least number of timers that fell due, all bases together. */
  public long lowTotal() {
    return monotonic.low + boottime.low + realtime.low + tai.low;
  }

  /** The largest number, all bases together. */
  public long highTotal() {
    return monotonic.high + boottime.high + realtime.high + tai.high;
  }
}
