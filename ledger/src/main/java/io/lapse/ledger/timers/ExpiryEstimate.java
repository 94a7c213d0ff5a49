package io.lapse.ledger.timers;

import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The timers that fell due at once, per hrtimer base.
 *
 * @param basis what the estimate rests on
 */
public record ExpiryEstimate(
    @Nullable BaseExpiry monotonic,
    @Nullable BaseExpiry boottime,
    @Nullable BaseExpiry realtime,
    @Nullable BaseExpiry tai,
    Basis basis) {

  /** Of a guest whose kernel is not Linux nothing is estimated. */
  public static final ExpiryEstimate UNSUPPORTED_GUEST =
      new ExpiryEstimate(null, null, null, null, Basis.UNSUPPORTED_GUEST);

  /** What an estimate rests on. */
  public enum Basis {
    /** The guest's own timers. */
    INVENTORY,
    /** What guests of its class usually have. */
    PRIOR,
    /** Nothing: the guest's kernel is not Linux, and no base has an estimate. */
    UNSUPPORTED_GUEST
  }

  public ExpiryEstimate {
    boolean none = basis == Basis.UNSUPPORTED_GUEST;
    for (BaseExpiry base : new BaseExpiry[] {monotonic, boottime, realtime, tai}) {
      if ((base == null) != none) {
        throw new IllegalArgumentException("all four bases, or none, for " + basis);
      }
    }
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
    return total(BaseExpiry::low);
  }

  /** The largest number, all bases together. */
  public long highTotal() {
    return total(BaseExpiry::high);
  }

  private long total(ToLongFunction<BaseExpiry> bound) {
    return Stream.of(monotonic, boottime, realtime, tai)
        .filter(Objects::nonNull)
        .mapToLong(bound)
        .sum();
  }
}
