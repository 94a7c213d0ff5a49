package io.lapse.whatif.stall;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.watchdog.Load;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Advances of the counter of an emulated kernel, tried until it gives one kind of warning. */
final class Advance {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long REALTIME_NANOS = 1_767_225_600L * SECOND_NANOS;
  private static final int TAI_OFFSET_SECONDS = 37;

  /** Longer than any threshold, and far from where clocks end. */
  private static final long LONGEST_NANOS = 86_400 * SECOND_NANOS;

  private final GuestKernel before;
  private final Class<? extends Effect.Warning> kind;

  private Advance(GuestKernel before, Class<? extends Effect.Warning> kind) {
    this.before = before;
    this.kind = kind;
  }

  /**
   * Of a guest whose clocksource nobody watches.
   *
   * @param uptimeNanos what its clocks say when it is found
   * @param ranNanos how long it has run since
   */
  static Advance of(
      Load load, long uptimeNanos, long ranNanos, Class<? extends Effect.Warning> kind) {
    GuestKernel kernel = started(build(null, load, false), uptimeNanos);
    kernel.run(ranNanos, effect -> {});
    return new Advance(kernel, kind);
  }

  /** Of an idle guest whose clocksource an HPET watches. */
  static Advance watched(@Nullable String version, Class<? extends Effect.Warning> kind) {
    return new Advance(started(build(version, Load.IDLE, true), 100 * SECOND_NANOS), kind);
  }

  private static KernelBuild build(@Nullable String version, Load load, boolean watched) {
    KernelBuild exact = KernelBuild.UNKNOWN;
    return new KernelBuild(
        version,
        exact.clocksource(),
        exact.counter(),
        exact.overflow(),
        exact.hz(),
        exact.vcpus(),
        load,
        watched);
  }

  private static GuestKernel started(KernelBuild build, long uptimeNanos) {
    Clocks clocks = Clocks.reading(REALTIME_NANOS, uptimeNanos, uptimeNanos, TAI_OFFSET_SECONDS);
    return GuestKernel.started(new KernelStart(build, clocks, NtpStart.SYNCHRONISED, List.of()));
  }

  /** Whether an advance is reported, by the first tick after it. */
  boolean isReported(long nanos) {
    boolean[] reported = new boolean[1];
    before.copy().jumpCounter(nanos, true, false, effect -> reported[0] |= kind.isInstance(effect));
    return reported[0];
  }

  /**
   * The smallest advance that is reported, and all larger ones with it.
   *
   * @throws IllegalStateException if a day is not
   */
  long smallest() {
    if (!isReported(LONGEST_NANOS)) {
      throw new IllegalStateException("a day must be reported: " + kind.getSimpleName());
    }
    long silent = -1;
    long reported = LONGEST_NANOS;
    while (reported - silent > 1) {
      long middle = silent + (reported - silent) / 2;
      if (isReported(middle)) {
        reported = middle;
      } else {
        silent = middle;
      }
    }
    return reported;
  }
}
