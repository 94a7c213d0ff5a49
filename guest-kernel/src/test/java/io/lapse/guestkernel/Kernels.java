package io.lapse.guestkernel;

import static io.lapse.guestkernel.Notices.SECOND;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timekeeping.Overflow;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.guestkernel.timer.TimerKind;
import io.lapse.guestkernel.watchdog.Load;
import io.lapse.ledger.catchup.Clocksource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Kernels and timers for tests. */
public final class Kernels {
  /** MONOTONIC, RAW and BOOTTIME 100 s, REALTIME 1,000 s, TAI 1,037 s. */
  public static final Clocks CLOCKS =
      Clocks.reading(1_000 * SECOND, 100 * SECOND, 100 * SECOND, 37);

  private Kernels() {}

  /** Its counter counts nanoseconds: every clock is exact. */
  public static GuestKernel exact(Timer... timers) {
    return GuestKernel.started(
        new KernelStart(KernelBuild.UNKNOWN, CLOCKS, NtpStart.SYNCHRONISED, List.of(timers)));
  }

  public static GuestKernel started(KernelBuild build, Timer... timers) {
    return GuestKernel.started(
        new KernelStart(build, CLOCKS, NtpStart.SYNCHRONISED, List.of(timers)));
  }

  /** A guest on a TSC of that frequency, with HZ 250 and nothing to do. */
  public static KernelBuild tsc(String version, long khz, Overflow overflow) {
    return new KernelBuild(
        version,
        Clocksource.named("tsc", khz, null).orElseThrow(),
        CounterRate.ofKhz(khz),
        overflow,
        250,
        1,
        Load.IDLE,
        false);
  }

  public static Timer timerfd(String id, Clock clock, long expiresNanos, long intervalNanos) {
    return new Timer(id, TimerKind.TIMERFD, clock, true, expiresNanos, intervalNanos, false, true);
  }

  /** An absolute REALTIME timerfd with TFD_TIMER_CANCEL_ON_SET. */
  public static Timer cancelOnSet(String id, long expiresNanos, long intervalNanos) {
    return new Timer(
        id, TimerKind.TIMERFD, Clock.REALTIME, true, expiresNanos, intervalNanos, true, true);
  }

  /** The same timer, which its owner does not read. */
  public static Timer unread(Timer timer) {
    return new Timer(
        timer.id(),
        timer.kind(),
        timer.clock(),
        timer.absolute(),
        timer.expiresNanos(),
        timer.intervalNanos(),
        timer.cancelOnSet(),
        false);
  }

  /** What an operation tells, in order. */
  public static List<Effect> effects(Consumer<Consumer<Effect>> operation) {
    List<Effect> effects = new ArrayList<>();
    operation.accept(effects::add);
    return effects;
  }

  /** Those of one kind, in order. */
  public static <T extends Effect> List<T> only(Class<T> kind, List<Effect> effects) {
    Stream<Effect> ofKind = effects.stream().filter(kind::isInstance);
    return ofKind.map(kind::cast).toList();
  }
}
