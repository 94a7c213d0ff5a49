package io.lapse.benchmarks;

import io.lapse.guestkernel.GuestKernel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A guest as there are many: a few timers, and one jump of a minute. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SmallGuestBenchmark {
  static final int TIMERS = 15;

  private final GuestKernel kernel = TimerBenchmark.kernel(TimerBenchmark.timers(TIMERS));

  /** With the copy that is jumped: the guest itself must stay as it is. */
  @Benchmark
  public GuestKernel jump(Blackhole blackhole) {
    GuestKernel copy = kernel.copy();
    copy.jumpCounter(TimerBenchmark.JUMP_NANOS, true, false, blackhole::consume);
    return copy;
  }
}
