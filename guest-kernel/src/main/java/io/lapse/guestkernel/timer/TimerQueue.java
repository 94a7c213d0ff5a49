package io.lapse.guestkernel.timer;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Timekeeper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All timers of a guest, on their four bases. A queue is told after the clocks have moved, and how:
 * the same distance expires the same timers, but a run does it one by one and a jump all at once.
 * Not safe for use by several threads.
 */
public final class TimerQueue {
  /** As many timers as one guest may have; more are an error of the caller. */
  public static final int TIMERS_MAX = 4_000_000;

  /** In the order in which the kernel runs them. */
  private static final Clock[] BASES = {Clock.MONOTONIC, Clock.REALTIME, Clock.BOOTTIME, Clock.TAI};

  private final List<Timer> timers;
  private final Map<String, Integer> byId;
  private final ArmedState[] states;
  private final EnumMap<Clock, TimerBase> bases = new EnumMap<>(Clock.class);
  private final int[] cancelList;
  private long rank;

  private TimerQueue(List<Timer> timers, Timekeeper clocks) {
    this.timers = timers;
    byId = new HashMap<>(2 * timers.size());
    states = new ArmedState[timers.size()];
    for (Clock base : BASES) {
      bases.put(base, new TimerBase());
    }
    for (int i = 0; i < states.length; i++) {
      Timer timer = timers.get(i);
      if (byId.put(timer.id(), i) != null) {
        throw new IllegalArgumentException("timers must differ by id: " + timer.id());
      }
      states[i] = new ArmedState(timer, clocks.offsReal());
      arm(i, states[i].firstExpiry(clocks));
    }
    cancelList =
        IntStream.range(0, states.length).filter(i -> timers.get(i).isCancelledBySet()).toArray();
  }

  private TimerQueue(TimerQueue other) {
    timers = other.timers;
    byId = other.byId;
    cancelList = other.cancelList;
    rank = other.rank;
    states = new ArmedState[other.states.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = other.states[i].copy();
    }
    other.bases.forEach((clock, base) -> bases.put(clock, base.copy()));
  }

  /**
   * Arms timers. One that is due already expires when the clocks next move.
   *
   * @throws IllegalArgumentException if there are more than {@link #TIMERS_MAX}, or two of one id
   */
  public static TimerQueue armed(List<Timer> timers, Timekeeper clocks) {
    if (timers.size() > TIMERS_MAX) {
      throw new IllegalArgumentException(
          "timers must be at most " + TIMERS_MAX + ": " + timers.size());
    }
    return new TimerQueue(timers, clocks);
  }

  /** Another one in the same state. */
  public TimerQueue copy() {
    return new TimerQueue(this);
  }

  /** How many have yet to expire. */
  public long pending() {
    return bases.values().stream().mapToLong(TimerBase::size).sum();
  }

  /** How many of one base have yet to expire. */
  public long pending(Clock base) {
    return base(base).size();
  }

  /**
   * Those that are due next, the soonest first.
   *
   * @param max at most so many
   */
  public List<ArmedTimer> next(int max, Timekeeper clocks) {
    long now = clocks.monotonicNanos();
    List<ArmedTimer> next = new ArrayList<>();
    for (Clock clock : BASES) {
      TimerBase base = base(clock).copy();
      for (int i = 0; i < max && base.size() > 0; i++) {
        long dueIn = base.first() - clocks.offset(clock) - now;
        next.add(new ArmedTimer(timers.get(base.poll()), dueIn));
      }
    }
    next.sort(Comparator.comparingLong(ArmedTimer::dueInNanos));
    return List.copyOf(next.subList(0, Math.min(max, next.size())));
  }

  /**
   * The clocks ran: each timer expired when it was due, in order.
   *
   * @param beforeNanos MONOTONIC before
   * @param untilNanos MONOTONIC until which they ran
   */
  public void ran(long beforeNanos, long untilNanos, Timekeeper clocks, Consumer<Effect> effects) {
    Clock next = nextDue(clocks, untilNanos);
    while (next != null) {
      TimerBase base = base(next);
      long expires = base.first();
      long at = Math.max(beforeNanos, expires - clocks.offset(next));
      expire(base.poll(), at + clocks.offset(next), at, clocks, effects);
      next = nextDue(clocks, untilNanos);
    }
  }

  private @Nullable Clock nextDue(Timekeeper clocks, long now) {
    Clock next = null;
    long earliest = Long.MAX_VALUE;
    for (Clock clock : BASES) {
      long first = base(clock).first();
      if (first == Long.MAX_VALUE) {
        continue;
      }
      long due = first - clocks.offset(clock);
      if (due <= now && due < earliest) {
        earliest = due;
        next = clock;
      }
    }
    return next;
  }

  /**
   * The clocks stand somewhere else without having run there: all that is due expires at once, and
   * an owner's one read returns all periods. The order is that of the bases, then of the due times.
   */
  public void jumped(Timekeeper clocks, Consumer<Effect> effects) {
    long monotonicNanos = clocks.monotonicNanos();
    for (Clock clock : BASES) {
      long now = monotonicNanos + clocks.offset(clock);
      TimerBase base = base(clock);
      if (base.first() <= now && base.size() > 0) {
        for (int timer : base.pollUntil(now)) {
          expire(timer, now, monotonicNanos, clocks, effects);
        }
      }
    }
  }

  /**
   * {@code clock_was_set()}: what is due expires; and every timer on timerfd's list is cancelled,
   * if REALTIME moved against MONOTONIC. The expiry of a cancelled one is never read.
   */
  public void wasSet(Timekeeper clocks, Consumer<Effect> effects) {
    long at = clocks.monotonicNanos();
    boolean[] cancelled = new boolean[cancelList.length];
    for (int i = 0; i < cancelList.length; i++) {
      cancelled[i] = states[cancelList[i]].cancel(clocks.offsReal());
    }
    jumped(clocks, effects);
    for (int i = 0; i < cancelList.length; i++) {
      Timer timer = timers.get(cancelList[i]);
      if (cancelled[i]) {
        effects.accept(new Effect.TimerCancelled(timer.id(), at, timer.readOnExpiry()));
        if (timer.readOnExpiry() && states[cancelList[i]].cancelledRead(clocks.offsReal())) {
          read(cancelList[i], at + clocks.offset(timer.base()), at, clocks.offsReal(), effects);
        }
      }
    }
  }

  /**
   * The owner reads a timer that it has not read so far, without blocking.
   *
   * @param gettime whether it calls timerfd_gettime first
   * @throws IllegalArgumentException if there is none of that id
   */
  public void read(String id, boolean gettime, Timekeeper clocks, Consumer<Effect> effects) {
    Integer index = byId.get(id);
    if (index == null) {
      throw new IllegalArgumentException("timer must exist: " + id);
    }
    Timer timer = timers.get(index);
    long at = clocks.monotonicNanos();
    long now = at + clocks.offset(timer.base());
    if (gettime && timer.kind() == TimerKind.TIMERFD) {
      long next = states[index].forward(now);
      if (next != ArmedState.STAYS) {
        arm(index, next);
      }
    }
    read(index, now, at, clocks.offsReal(), effects);
  }

  private void expire(int index, long now, long at, Timekeeper clocks, Consumer<Effect> effects) {
    states[index].expired();
    if (timers.get(index).readOnExpiry() && !states[index].isCancelled()) {
      read(index, now, at, clocks.offsReal(), effects);
    }
  }

  private void read(int index, long now, long at, long offsReal, Consumer<Effect> effects) {
    Timer timer = timers.get(index);
    ArmedState state = states[index];
    if (state.isCancelled()) {
      state.forget(offsReal);
      effects.accept(new Effect.TimerCancelled(timer.id(), at, true));
      return;
    }
    if (!state.hasTicks()) {
      return;
    }
    long next = state.forward(now);
    long ticks = state.take();
    effects.accept(
        timer.kind() == TimerKind.POSIX
            ? new Effect.SignalDelivered(timer.id(), at, ticks - 1)
            : new Effect.TimerExpired(timer.id(), at, ticks));
    if (next != ArmedState.STAYS) {
      arm(index, next);
    }
  }

  private void arm(int index, long expiresNanos) {
    if (expiresNanos != ArmedState.NEVER) {
      base(timers.get(index).base()).add(index, expiresNanos, rank++);
    }
  }

  private TimerBase base(Clock clock) {
    return Objects.requireNonNull(bases.get(clock));
  }
}
