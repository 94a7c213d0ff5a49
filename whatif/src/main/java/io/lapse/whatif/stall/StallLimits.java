package io.lapse.whatif.stall;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.watchdog.Load;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The smallest advance of a guest's counter, while the guest stands still, that its kernel reports
 * as a hang. Each holds only if the guest has the load that the watchdog looks for, and only of a
 * kernel that is not told that it was stopped. An outage by which the counter was not advanced is
 * never reported.
 *
 * <p>Where in its periods a watchdog is struck is not known: in the middle. For soft lockups, whose
 * period is 4 s and whose unit is 2^30 ns, the ends are there too.
 *
 * @param softLockupNanos if a vCPU was busy
 * @param softLockupNanosMin from which on it may be reported, if the watchdog was struck at the end
 *     of its period
 * @param softLockupNanosMax from which on it is reported wherever the watchdog was struck
 * @param rcuStallNanos if a grace period waited for a vCPU
 * @param workqueueNanos if a work item waited for its worker
 * @param hungTaskNanos if a task was blocked
 * @param clocksourceSkipNanos if an HPET watches the clocksource; {@link #NEVER} for a kernel that
 *     takes a long interval for a fault of the clocksource
 */
public record StallLimits(
    long softLockupNanos,
    long softLockupNanosMin,
    long softLockupNanosMax,
    long rcuStallNanos,
    long workqueueNanos,
    long hungTaskNanos,
    long clocksourceSkipNanos) {

  /** No advance is reported. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final long SECOND_NANOS = 1_000_000_000L;

  /** The unit of the soft-lockup detector. */
  private static final long UNIT_NANOS = 1L << 30;

  /** It looks when half of its period is over, and then every 4 s. */
  private static final long FIRST_LOOK_NANOS = 2 * SECOND_NANOS;

  private static final long PERIOD_NANOS = 4 * SECOND_NANOS;

  /** HZ is 250. */
  private static final long TICK_NANOS = 4_000_000L;

  /** Longer than any threshold. */
  private static final long LONG_NANOS = 3_600 * SECOND_NANOS;

  /** Of kernels without an HPET: their other watchdogs do not differ by version. */
  private static final StallLimits UNWATCHED = unwatched();

  /** A fleet has few versions; of more, the rest is found anew each time. */
  private static final int VERSIONS_MAX = 1_024;

  private static final Map<String, StallLimits> BY_VERSION = new ConcurrentHashMap<>();

  /** Of a kernel that skips. */
  private static final long SKIP_NANOS = skipping(null).smallest();

  /**
   * The limits of a kernel.
   *
   * @param version as {@code uname -r} says it; null, or one that is not understood: the newest
   */
  public static StallLimits of(@Nullable String version) {
    String key = version == null ? "" : version;
    StallLimits known = BY_VERSION.get(key);
    if (known != null) {
      return known;
    }
    StallLimits found = found(version);
    if (BY_VERSION.size() < VERSIONS_MAX) {
      BY_VERSION.put(key, found);
    }
    return found;
  }

  /** By the emulated kernel, which takes its time. */
  private static StallLimits found(@Nullable String version) {
    boolean skips = skipping(version).isReported(LONG_NANOS);
    return new StallLimits(
        UNWATCHED.softLockupNanos,
        UNWATCHED.softLockupNanosMin,
        UNWATCHED.softLockupNanosMax,
        UNWATCHED.rcuStallNanos,
        UNWATCHED.workqueueNanos,
        UNWATCHED.hungTaskNanos,
        skips ? SKIP_NANOS : NEVER);
  }

  private static Advance skipping(@Nullable String version) {
    return Advance.watched(version, Effect.ClocksourceWatchdogSkipped.class);
  }

  private static StallLimits unwatched() {
    long aligned = 100 * UNIT_NANOS;
    return new StallLimits(
        // Touched half a period ago, in the middle of a unit.
        softLockup(aligned + UNIT_NANOS / 2 + FIRST_LOOK_NANOS, 0),
        // Touched at the very end of a unit, and about to look again.
        softLockup(aligned - 1 - FIRST_LOOK_NANOS, FIRST_LOOK_NANOS + PERIOD_NANOS - TICK_NANOS),
        // Touched just now, at the beginning of a unit.
        softLockup(aligned - FIRST_LOOK_NANOS, FIRST_LOOK_NANOS),
        limit(new Load(false, true, false, false), Effect.RcuStall.class),
        limit(new Load(false, false, false, true), Effect.WorkqueueLockup.class),
        limit(new Load(false, false, true, false), Effect.HungTask.class),
        NEVER);
  }

  private static long softLockup(long uptimeNanos, long ranNanos) {
    return Advance.of(Load.BUSY, uptimeNanos, ranNanos, Effect.SoftLockup.class).smallest();
  }

  private static long limit(Load load, Class<? extends Effect.Warning> kind) {
    return Advance.of(load, 100 * SECOND_NANOS, 0, kind).smallest();
  }
}
