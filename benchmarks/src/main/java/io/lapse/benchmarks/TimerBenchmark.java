package io.lapse.benchmarks;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.guestkernel.timer.TimerKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A million timers, due at random within a minute, and one jump of a minute: all expire. One in ten
 * is periodic, and its overruns are counted. Arming them is not measured.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerBenchmark {
  static final int TIMERS = 1_000_000;
  static final long JUMP_NANOS = 60_000_000_000L;
  private static final long PERIOD_NANOS = 1_000_000_000L;
  private static final long MILLI_NANOS = 1_000_000L;
  private static final int WHEEL_TICKS = 65_536;
  private static final long SEED = 1;

  /** An armed timer of the priority queue. */
  private static final class Due {
    private final long intervalNanos;
    private long expiresNanos;

    Due(Timer timer) {
      expiresNanos = timer.expiresNanos();
      intervalNanos = timer.intervalNanos();
    }

    long expiresNanos() {
      return expiresNanos;
    }

    /** Moves a periodic timer past now; how often it had expired. */
    long forward(long now) {
      long periods = (now - expiresNanos) / intervalNanos + 1;
      expiresNanos += periods * intervalNanos;
      return periods;
    }
  }

  static List<Timer> timers(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Timer> timers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long dueNanos = 1 + random.nextLong(JUMP_NANOS);
      long intervalNanos = i % 10 == 0 ? PERIOD_NANOS : 0;
      timers.add(
          new Timer(
              "timer-" + i,
              TimerKind.TIMERFD,
              Clock.MONOTONIC,
              true,
              dueNanos,
              intervalNanos,
              false,
              true));
    }
    return timers;
  }

  static GuestKernel kernel(List<Timer> timers) {
    Clocks clocks = Clocks.reading(1_800_000_000_000_000_000L, 0, 0, 37);
    return GuestKernel.started(
        new KernelStart(KernelBuild.UNKNOWN, clocks, NtpStart.SYNCHRONISED, timers));
  }

  private static DeadlineTimerWheel wheel() {
    return new DeadlineTimerWheel(TimeUnit.MILLISECONDS, 0, 1, WHEEL_TICKS);
  }

  /** Armed anew before each pass. */
  @State(Scope.Benchmark)
  public static class ArmedKernel {
    private final List<Timer> timers = timers(TIMERS);
    private GuestKernel kernel = kernel(List.of());

    @Setup(Level.Invocation)
    public void arm() {
      kernel = kernel(timers);
    }
  }

  /** The same timers in a queue. */
  @State(Scope.Benchmark)
  public static class ArmedQueue {
    private final List<Timer> timers = timers(TIMERS);
    private PriorityQueue<Due> queue = new PriorityQueue<>();

    @Setup(Level.Invocation)
    public void arm() {
      queue = new PriorityQueue<>(TIMERS, Comparator.comparingLong(Due::expiresNanos));
      timers.forEach(timer -> queue.add(new Due(timer)));
    }
  }

  /** The same timers on a wheel. */
  @State(Scope.Benchmark)
  public static class ArmedWheel {
    private final List<Timer> timers = timers(TIMERS);
    private DeadlineTimerWheel wheel = wheel();

    @Setup(Level.Invocation)
    public void arm() {
      wheel = wheel();
      timers.forEach(timer -> wheel.scheduleTimer(timer.expiresNanos() / MILLI_NANOS));
    }
  }

  /** The emulated kernel: in exact order, with overruns, each expiry an effect. */
  @Benchmark
  public void kernel(ArmedKernel armed, Blackhole blackhole) {
    armed.kernel.jumpCounter(JUMP_NANOS, true, false, blackhole::consume);
  }

  /** What comes to mind first: in exact order, with overruns. */
  @Benchmark
  public void priorityQueue(ArmedQueue armed, Blackhole blackhole) {
    PriorityQueue<Due> queue = armed.queue;
    List<Due> again = new ArrayList<>();
    while (!queue.isEmpty() && queue.element().expiresNanos() <= JUMP_NANOS) {
      Due due = queue.remove();
      long ticks = 1;
      if (due.intervalNanos > 0) {
        ticks = due.forward(JUMP_NANOS);
        again.add(due);
      }
      blackhole.consume(ticks);
    }
    queue.addAll(again);
  }

  /** A wheel with ticks of 1 ms: no order within a tick, no periods. */
  @Benchmark
  public void wheel(ArmedWheel armed, Blackhole blackhole) {
    DeadlineTimerWheel wheel = armed.wheel;
    while (wheel.timerCount() > 0) {
      wheel.poll(
          JUMP_NANOS / MILLI_NANOS + 1,
          (unit, now, id) -> {
            blackhole.consume(id);
            return true;
          },
          Integer.MAX_VALUE);
    }
  }
}
