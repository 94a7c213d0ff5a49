package io.lapse.ledger.catchup;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.policy.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the counter of a guest may advance before its kernel has seen any of it. Three limits, in
 * ns of the counter, each larger than the one before; what is equal to a limit keeps it.
 *
 * @param maxIdleNanos how long the kernel would let itself sleep: half of the worst case. It still
 *     catches up beyond
 * @param maxCyclesNanos from here on the product of cycles and mult may exceed 64 bits
 * @param wrapNanos how much is lost once the product, or the counter itself, has gone round: what
 *     is read before the first tick is wrong by exactly that much. It is reached earlier by what
 *     the kernel had not yet accumulated, less than a tick
 * @param wraps whether something goes round in this kernel at all. From Linux 6.10 on the product
 *     does not; a counter of 32 bits or less does in every kernel
 * @param certain false where the kernel is not known, and is taken to wrap, or the frequency is
 *     only the usual one
 */
public record CatchUpLimits(
    long maxIdleNanos, long maxCyclesNanos, long wrapNanos, boolean wraps, boolean certain) {

  /**
   * The limits of a guest if an advance of its counter exceeds the first of them; empty where it
   * keeps all, or they are not known. Most advances keep all: then no more is worked out.
   */
  public static Optional<CatchUpLimits> exceededBy(long advanceNanos, GuestEvent.Profile profile) {
    return Clocksource.named(profile.clocksource(), profile.tscKhz(), hz(profile))
        .filter(source -> advanceNanos > source.maxIdleNanos())
        .map(source -> of(source, profile.kernel()));
  }

  /** Whether a guest's clocksource is known, and the frequency that it needs. */
  public static boolean areKnown(GuestEvent.Profile profile) {
    return Clocksource.named(profile.clocksource(), profile.tscKhz(), hz(profile)).isPresent();
  }

  /**
   * The limits of a clocksource.
   *
   * @param clocksource as the kernel names it
   * @param tscKhz the TSC's frequency in kHz; only {@code tsc} and {@code tsc-early} need it
   * @param hz how often the kernel ticks in a second; only {@code jiffies} needs it
   * @param kernel its version, as {@code uname -r} says it
   */
  public static Optional<CatchUpLimits> of(
      @Nullable String clocksource,
      @Nullable Long tscKhz,
      @Nullable Long hz,
      @Nullable String kernel) {
    return Clocksource.named(clocksource, tscKhz, hz).map(source -> of(source, kernel));
  }

  private static CatchUpLimits of(Clocksource source, @Nullable String kernel) {
    Multiplication multiplication = Multiplication.of(kernel);
    boolean wraps = source.goesRoundByItself() || multiplication != Multiplication.SAFE;
    boolean wrapsForCertain =
        source.goesRoundByItself() || multiplication != Multiplication.UNKNOWN;
    return new CatchUpLimits(
        source.maxIdleNanos(),
        source.maxCyclesNanos(),
        source.wrapNanos(),
        wraps,
        wrapsForCertain && !source.isFrequencyAssumed());
  }

  /**
   * How bad an advance of the counter is; empty where it keeps all limits, as a backward one does.
   */
  public Optional<Severity> exceeded(long advanceNanos) {
    if (advanceNanos <= maxIdleNanos) {
      return Optional.empty();
    }
    if (!wraps || advanceNanos <= maxCyclesNanos) {
      return Optional.of(Severity.INFO);
    }
    return Optional.of(advanceNanos <= wrapNanos ? Severity.WARNING : Severity.CRITICAL);
  }

  /** A profile has no field for it: the label {@code hz}, where it is a number. */
  private static @Nullable Long hz(GuestEvent.Profile profile) {
    String label = profile.labels().get("hz");
    return label != null && label.matches("[0-9]{1,5}") ? (Long) Long.parseLong(label) : null;
  }
}
