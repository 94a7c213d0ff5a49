package io.lapse.guestkernel.timer;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.timekeeping.Timekeeper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All timers of a guest, on their four bases. Immutable; an operation gives the next queue and what
 * it did. A queue is told after the clocks have moved, and how: the same distance expires the same
 * timers, but a run does it one by one and a jump all at once.
 */
public final class TimerQueue {
  /** As many timers as one guest may have; more are an error of the caller. */
  public static final int TIMERS_MAX = 65_536;

  private final List<TimerState> timers;

  private TimerQueue(List<TimerState> timers) {
    this.timers = List.copyOf(timers);
  }

  /**
   * Arms timers. One that is due already expires when the clocks next move.
   *
   * @throws IllegalArgumentException if there are more than {@link #TIMERS_MAX}
   */
  public static TimerQueue armed(List<Timer> timers, Timekeeper clocks) {
    if (timers.size() > TIMERS_MAX) {
      throw new IllegalArgumentException(
          "timers must be at most " + TIMERS_MAX + ": " + timers.size());
    }
    return new TimerQueue(timers.stream().map(timer -> TimerState.armed(timer, clocks)).toList());
  }

  /** How many have yet to expire. */
  public long pending() {
    return timers.stream().filter(state -> state.phase() == TimerState.Phase.ARMED).count();
  }

  /**
   * The clocks ran from {@code before} to {@code now}: each timer expired when it was due. The
   * order is that of their first expiry.
   */
  public Fired ran(Timekeeper before, Timekeeper now) {
    List<Effect.TimerExpired> expired = new ArrayList<>();
    for (TimerState state : read(due(now))) {
      long at = Math.max(before.monotonicNanos(), state.dueMonotonicNanos(now));
      expired.add(new Effect.TimerExpired(state.timer().id(), at, state.ticks(now), 0));
    }
    expired.sort(Comparator.comparingLong(Effect.TimerExpired::atMonotonicNanos));
    return new Fired(expire(now), List.copyOf(expired));
  }

  /**
   * The clocks stand at {@code now} without having run there: all that is due expires at once, and
   * an owner's one read returns all periods. The order is that of the bases, then of the due times.
   */
  public Fired jumped(Timekeeper now) {
    return new Fired(expire(now), expirations(due(now), now));
  }

  /**
   * {@code clock_was_set()}: what is due expires; then every listed timer is cancelled, if REALTIME
   * moved against MONOTONIC. A cancelled timer's expiry is never read. One that was not due stays
   * armed; one that was does not come back, periodic or not.
   */
  public Fired wasSet(Timekeeper before, Timekeeper now) {
    if (before.offsReal() == now.offsReal()) {
      return jumped(now);
    }
    List<TimerState> cancelled =
        timers.stream().filter(state -> state.timer().isCancelledBySet()).toList();
    List<TimerState> due =
        due(now).stream().filter(state -> !state.timer().isCancelledBySet()).toList();

    List<Effect> effects = new ArrayList<>(expirations(due, now));
    cancelled.forEach(state -> effects.add(state.cancelled(now)));

    return new Fired(cancelAndExpire(now), effects);
  }

  private List<Effect> expirations(List<TimerState> due, Timekeeper now) {
    return read(due).stream()
        .sorted(
            Comparator.comparing((TimerState state) -> state.timer().base())
                .thenComparingLong(TimerState::expiresNanos))
        .map(state -> expiration(state, now))
        .toList();
  }

  private static Effect expiration(TimerState state, Timekeeper now) {
    long ticks = state.ticks(now);
    return new Effect.TimerExpired(state.timer().id(), now.monotonicNanos(), ticks, ticks - 1);
  }

  private List<TimerState> due(Timekeeper now) {
    return timers.stream().filter(state -> state.isDue(now)).toList();
  }

  /** An expiry that nobody reads has no effect yet. */
  private static List<TimerState> read(List<TimerState> due) {
    return due.stream().filter(state -> state.timer().readOnExpiry()).toList();
  }

  private TimerQueue expire(Timekeeper now) {
    return new TimerQueue(
        timers.stream()
            .map(state -> state.isDue(now) ? state.expired(now) : state)
            .filter(TimerState::isListed)
            .toList());
  }

  private TimerQueue cancelAndExpire(Timekeeper now) {
    return new TimerQueue(
            timers.stream()
                .map(
                    state ->
                        state.timer().isCancelledBySet() && state.isDue(now) ? state.done() : state)
                .toList())
        .expire(now);
  }

  /**
   * The queue after an operation.
   *
   * @param effects in the order in which they happened
   */
  public record Fired(TimerQueue next, List<Effect> effects) {
    public Fired {
      effects = List.copyOf(effects);
    }
  }
}
