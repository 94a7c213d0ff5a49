package io.lapse.guestkernel;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timekeeping.Timekeeper;
import io.lapse.guestkernel.timer.ArmedTimer;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The kernel of one emulated guest: run it, move its counter, call it, show it notices, read its
 * clocks. What an operation does besides is told to its {@code effects}, in order.
 *
 * <p>An operation that throws {@link ArithmeticException}, because its numbers do not fit 64 bits,
 * has changed nothing. Not safe for use by several threads.
 */
public final class GuestKernel {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private Machine machine;
  private long lastSequence;

  private GuestKernel(Machine machine) {
    this.machine = machine;
  }

  public static GuestKernel started(KernelStart start) {
    return new GuestKernel(new Machine(start));
  }

  /** Another kernel in the same state. */
  public GuestKernel copy() {
    GuestKernel copy = new GuestKernel(machine.copy());
    copy.lastSequence = lastSequence;
    return copy;
  }

  /**
   * The guest runs.
   *
   * @param nanos of its counter, by the kernel's belief; not negative
   */
  public void run(long nanos, Consumer<Effect> effects) {
    requireNotNegative("nanos", nanos);
    machine.run(nanos, effects);
  }

  /**
   * The guest runs, and nobody looks: what expires on the way has no effects, and NTP's correction
   * stays what it was.
   *
   * @param nanos not negative
   */
  public void skip(long nanos) {
    requireNotNegative("nanos", nanos);
    machine.skip(nanos);
  }

  /**
   * The host moves the counter while the guest stands still; every clock moves. Backwards no clock
   * moves until the counter is again where it was.
   *
   * @param tickPending whether a timer interrupt is due at once; else nothing is noticed before the
   *     next tick, and what is read until then may be wrong
   * @param guestStopped whether the host sets PVCLOCK_GUEST_STOPPED
   */
  public void jumpCounter(
      long nanos, boolean tickPending, boolean guestStopped, Consumer<Effect> effects) {
    machine.jump(nanos, tickPending, guestStopped, effects);
  }

  /** The counter runs at another frequency from now on; positive ppb: faster. */
  public void changeCounter(long frequencyPpb) {
    machine.changeCounter(frequencyPpb);
  }

  /**
   * The guest resumes after a suspend that it took part in: BOOTTIME, REALTIME and TAI move, NTP is
   * kept.
   *
   * @param sleptNanos what is negative moves nothing
   */
  public void resume(long sleptNanos, Consumer<Effect> effects) {
    machine.resume(sleptNanos, effects);
  }

  /** The same, to where the guest's RTC says that REALTIME is. */
  public void resumeAt(long realtimeNanos, Consumer<Effect> effects) {
    machine.resume(Math.subtractExact(realtimeNanos, read(Clock.REALTIME)), effects);
  }

  /** BOOTTIME, REALTIME and TAI step, NTP is cleared; refused if negative. */
  public void injectSleeptime(long nanos, Consumer<Effect> effects) {
    machine.injectSleeptime(nanos, effects);
  }

  /**
   * {@code clock_settime(CLOCK_REALTIME)}.
   *
   * @return 0, or empty for EINVAL
   */
  public OptionalInt setTime(long realtimeNanos, Consumer<Effect> effects) {
    return machine.setTime(realtimeNanos, effects) ? OptionalInt.of(0) : OptionalInt.empty();
  }

  /**
   * {@code adjtimex}.
   *
   * @return the clock state, or empty for EINVAL
   */
  public OptionalInt adjtimex(AdjtimexCall call, Consumer<Effect> effects) {
    return machine.adjtimex(call, effects)
        ? OptionalInt.of(ntp().timeState())
        : OptionalInt.empty();
  }

  /**
   * The owner reads timers that it has not read so far, each once, without blocking.
   *
   * @param gettime whether it calls timerfd_gettime before each
   */
  public void readTimers(List<String> ids, boolean gettime, Consumer<Effect> effects) {
    machine.read(ids, gettime, effects);
  }

  /**
   * The guest is shown a migration sequence number and a TAI delta; it injects the delta, and in
   * every case clears NTP.
   *
   * @param remainingNanos what to inject; 0: only NTP is cleared
   * @return by how much REALTIME was stepped; empty if the sequence is not later than the last
   */
  public OptionalLong notice(
      long sequence, long remainingNanos, InjectAs injectAs, Consumer<Effect> effects) {
    if (sequence <= lastSequence) {
      return OptionalLong.empty();
    }
    long before = machine.clocks().offsReal();
    if (!injected(remainingNanos, injectAs, effects)) {
      machine.clearNtp(effects);
    }
    lastSequence = sequence;
    return OptionalLong.of(machine.clocks().offsReal() - before);
  }

  private boolean injected(long nanos, InjectAs injectAs, Consumer<Effect> effects) {
    if (nanos == 0) {
      return false;
    }
    return switch (injectAs) {
      case OFFSET -> machine.injectOffset(nanos, effects);
      case SLEEP -> machine.injectSleeptime(nanos, effects);
    };
  }

  /**
   * The guest restarts and is shown a notice. What happened over the outage comes first: the
   * counter's advance and the sleep; then the guest runs for the reaction delay; then it injects,
   * and in every case clears NTP. What is negative moves no clock.
   *
   * @param injectNanos the TAI delta that the guest is to inject; 0: only NTP is cleared
   * @return empty if the notice's sequence is not later than the last: nothing happened
   */
  public Optional<Answer> apply(Notice notice, long injectNanos) {
    if (notice.noticeSequence() <= lastSequence) {
      return Optional.empty();
    }
    GuestKernel next = copy();
    List<Effect> restart = new ArrayList<>();
    next.restart(notice, restart::add);
    List<Effect> injection = new ArrayList<>();
    long injectedNanos =
        next.notice(notice.noticeSequence(), injectNanos, notice.injectAs(), injection::add)
            .orElseThrow();
    next.machine.clocks().clocks();
    machine = next.machine;
    lastSequence = next.lastSequence;
    return Optional.of(new Answer(injectedNanos, restart, injection));
  }

  /**
   * What happened over the outage, and then until the guest reacts: the first half of {@link
   * #apply}.
   */
  public void restart(Notice notice, Consumer<Effect> effects) {
    if (notice.compensatedNanos() > 0) {
      jumpCounter(notice.compensatedNanos(), true, false, effects);
    }
    if (notice.sleptNanos() > 0) {
      resume(notice.sleptNanos(), effects);
    }
    run(notice.reactionDelayNanos(), effects);
  }

  /** What a clock reads, in ns. */
  public long read(Clock clock) {
    return clocks().read(clock);
  }

  /** What the clocks read. */
  public Clocks clocks() {
    return machine.clocks().clocks();
  }

  /** What a plain adjtimex would say. */
  public AdjtimexReply ntp() {
    Timekeeper now = machine.clocks();
    long seconds = Math.floorDiv(now.clocks().realtimeNanos(), SECOND_NANOS);
    return now.ntp().reply(seconds, now.taiOffset());
  }

  /** How many timers of one base have yet to expire. */
  public long pendingTimers(Clock base) {
    return machine.timers().pending(base);
  }

  /** The timers that are due next, at most so many, the soonest first. */
  public List<ArmedTimer> nextTimers(int max) {
    return machine.timers().next(max, machine.clocks());
  }

  public KernelSnapshot snapshot() {
    return new KernelSnapshot(clocks(), ntp(), machine.timers().pending(), lastSequence);
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }

  /**
   * What the kernel did with a notice.
   *
   * @param injectedNanos by how much REALTIME was stepped; 0 if the kernel refused
   * @param restart what happened over the outage and until the injection
   * @param injection what the injection did
   */
  public record Answer(long injectedNanos, List<Effect> restart, List<Effect> injection) {
    public Answer {
      restart = List.copyOf(restart);
      injection = List.copyOf(injection);
    }
  }
}
