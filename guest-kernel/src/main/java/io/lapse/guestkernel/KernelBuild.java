package io.lapse.guestkernel;

import io.lapse.guestkernel.timekeeping.Overflow;
import io.lapse.guestkernel.watchdog.Load;
import io.lapse.ledger.catchup.Clocksource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a guest's kernel is, and runs on, as far as its timekeeping depends on it.
 *
 * @param version as {@code uname -r} says it; null if not known
 * @param clocksource the counter, as the kernel registered it
 * @param counter how fast it runs by the kernel's own belief
 * @param overflow what a read does where cycles times mult exceed 64 bits
 * @param hz CONFIG_HZ, ticks per second; 24 to 10,000
 * @param vcpus how many; at least 1
 * @param load what else the guest does
 * @param clocksourceWatchdog whether an HPET watches the clocksource
 */
public record KernelBuild(
    @Nullable String version,
    Clocksource clocksource,
    CounterRate counter,
    Overflow overflow,
    int hz,
    int vcpus,
    Load load,
    boolean clocksourceWatchdog) {

  private static final int HZ_MIN = 24;
  private static final int HZ_MAX = 10_000;

  /** Debian's. */
  private static final int HZ_USUAL = 250;

  /**
   * A kernel of which nothing is known: its counter counts nanoseconds, as kvm-clock does, and
   * nothing overflows.
   */
  public static final KernelBuild UNKNOWN =
      new KernelBuild(
          null,
          Clocksource.named("kvm-clock", null, null).orElseThrow(),
          CounterRate.NANOSECONDS,
          Overflow.SAFE,
          HZ_USUAL,
          1,
          Load.IDLE,
          false);

  /**
   * As far as a guest told what it is. Without a clocksource that is known, and the frequency that
   * it needs, its counter counts nanoseconds.
   */
  public static KernelBuild told(
      @Nullable String version, @Nullable String clocksource, @Nullable Long tscKhz) {
    Optional<Clocksource> known = Clocksource.named(clocksource, tscKhz, (long) HZ_USUAL);
    CounterRate rate =
        known.isEmpty() || clocksource == null
            ? UNKNOWN.counter
            : CounterRate.of(clocksource, tscKhz == null ? 1 : tscKhz, HZ_USUAL);
    return new KernelBuild(
        version,
        known.orElse(UNKNOWN.clocksource),
        rate,
        Overflow.of(version),
        HZ_USUAL,
        1,
        Load.IDLE,
        false);
  }

  public KernelBuild {
    Objects.requireNonNull(clocksource, "clocksource");
    Objects.requireNonNull(counter, "counter");
    Objects.requireNonNull(overflow, "overflow");
    Objects.requireNonNull(load, "load");
    if (hz < HZ_MIN || hz > HZ_MAX) {
      throw new IllegalArgumentException("hz must be " + HZ_MIN + " to " + HZ_MAX + ": " + hz);
    }
    if (vcpus < 1) {
      throw new IllegalArgumentException("vcpus must be at least 1: " + vcpus);
    }
  }
}
