package io.lapse.producers.timerlist;

import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.GuestEnvelopes;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What one sample has said so far.
 *
 * <p>Its instant is CLOCK_MONOTONIC. An hrtimer base has a clock of its own, ahead of that by its
 * {@code .offset}: the guest's REALTIME, BOOTTIME and TAI are told by the offsets of their bases,
 * and a timer's expiry is an instant of its base's clock (kernel/time/hrtimer.c).
 */
final class Sample {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** By index; the bases from 4 on are the same ones for soft interrupts. */
  private static final TimerClock[] CLOCKS = {
    TimerClock.MONOTONIC, TimerClock.REALTIME, TimerClock.BOOTTIME, TimerClock.TAI
  };

  private final GuestEnvelopes envelopes;
  private final long monotonicNanos;
  private final Map<TimerClock, Long> clocks = new EnumMap<>(TimerClock.class);
  private final Set<Integer> cpus = new LinkedHashSet<>();
  private final TimerTally timers = new TimerTally();

  /**
   * Nothing yet.
   *
   * @param monotonicNanos CLOCK_MONOTONIC at its instant
   */
  Sample(GuestEnvelopes envelopes, long monotonicNanos) {
    this.envelopes = envelopes;
    this.monotonicNanos = monotonicNanos;
  }

  /** A CPU's timers follow. */
  void begin(int cpu) {
    cpus.add(cpu);
  }

  /** Whether the timers of {@code cpu} have been told. */
  boolean tells(int cpu) {
    return cpus.contains(cpu);
  }

  /** The base with {@code index} is that much ahead of CLOCK_MONOTONIC, on the CPU that is read. */
  void offset(int index, long offsetNanos) throws MalformedException {
    Long known = clocks.putIfAbsent(clock(index), nanos(index, offsetNanos));
    if (known != null && known - monotonicNanos != offsetNanos) {
      throw new MalformedException(
          ".offset of clock "
              + index
              + " is "
              + offsetNanos
              + " and was "
              + (known - monotonicNanos)
              + " before: expected the bases of a clock to agree, on all CPUs");
    }
    if (clock(index) == TimerClock.MONOTONIC && offsetNanos != 0) {
      throw new MalformedException(".offset of clock " + index + " must be 0: " + offsetNanos);
    }
  }

  private long nanos(int index, long offsetNanos) throws MalformedException {
    try {
      return Math.addExact(monotonicNanos, offsetNanos);
    } catch (ArithmeticException e) {
      throw new MalformedException(
          "clock " + index + " must lie within 64 bits of ns: its .offset is " + offsetNanos);
    }
  }

  /**
   * A timer of the base with {@code index}.
   *
   * @param expiresNanos its soft expiry, on the clock of its base: from then on it is due
   */
  void timer(int cpu, int index, int number, String function, long expiresNanos)
      throws MalformedException {
    TimerClock clock = clock(index);
    try {
      long dueNanos = Math.subtractExact(expiresNanos, nanos(clock));
      String id = "cpu" + cpu + ".clock" + index + ".#" + number + " " + function;
      timers.add(
          new ArmedTimer(id, Callback.kind(function), clock, true, expiresNanos, 0, false, true),
          dueNanos);
    } catch (ArithmeticException e) {
      throw new MalformedException(
          "its distance from the sample must lie within 64 bits of ns: expires at " + expiresNanos);
    }
  }

  /** All of it, once every CPU has been read. */
  GuestEvent.Inventory inventory() throws MalformedException {
    long realtimeNanos = nanos(TimerClock.REALTIME);
    return new GuestEvent.Inventory(
        envelopes.ofSample(realtimeNanos),
        realtimeNanos,
        monotonicNanos,
        nanos(TimerClock.BOOTTIME),
        taiOffsetSeconds(realtimeNanos),
        timers.listed(),
        timers.counted());
  }

  /** The kernel makes CLOCK_TAI of CLOCK_REALTIME, by whole seconds. */
  private int taiOffsetSeconds(long realtimeNanos) throws MalformedException {
    long taiNanos = nanos(TimerClock.TAI);
    long seconds =
        Math.floorDiv(taiNanos, SECOND_NANOS) - Math.floorDiv(realtimeNanos, SECOND_NANOS);
    boolean areWhole =
        Math.floorMod(taiNanos, SECOND_NANOS) == Math.floorMod(realtimeNanos, SECOND_NANOS);
    if (!areWhole || seconds != (int) seconds) {
      throw new MalformedException(
          "clock 3 must be ahead of clock 1 by whole seconds, TAI - UTC: "
              + taiNanos
              + " ns and "
              + realtimeNanos
              + " ns");
    }
    return (int) seconds;
  }

  private long nanos(TimerClock clock) {
    return Objects.requireNonNull(clocks.get(clock));
  }

  private static TimerClock clock(int index) {
    return CLOCKS[index % CLOCKS.length];
  }
}
