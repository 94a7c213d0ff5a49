package io.lapse.guestkernel;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.ledger.notice.Notice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kernel of one emulated guest: advance it, show it notices, read its clocks.
 *
 * <p>An operation that throws {@link ArithmeticException}, because its numbers do not fit 64 bits,
 * has changed nothing. Not safe for use by several threads.
 */
public final class GuestKernel {
  private Machine machine;
  private @Nullable Notice lastNotice;

  private GuestKernel(Machine machine) {
    this.machine = machine;
  }

  public static GuestKernel started(KernelStart start) {
    return new GuestKernel(Machine.started(start));
  }

  /** Another kernel in the same state. */
  public GuestKernel copy() {
    GuestKernel copy = new GuestKernel(machine);
    copy.lastNotice = lastNotice;
    return copy;
  }

  /**
   * The guest runs.
   *
   * @param nanos not negative
   */
  public List<Effect> advance(long nanos) {
    return move(machine.run(nanos));
  }

  /**
   * The host advances the counter while the guest stands still; every clock moves.
   *
   * @param nanos what is negative moves nothing
   */
  public List<Effect> jumpCounter(long nanos) {
    return move(machine.jump(nanos));
  }

  /**
   * The guest resumes after a suspend that it took part in: BOOTTIME, REALTIME and TAI move, NTP is
   * kept.
   *
   * @param sleptNanos what is negative moves nothing
   */
  public List<Effect> resume(long sleptNanos) {
    return move(machine.resume(sleptNanos));
  }

  /** REALTIME and TAI step, NTP is cleared; refused outside the kernel's limits. */
  public List<Effect> injectOffset(long nanos) {
    return move(machine.injectOffset(nanos));
  }

  /** BOOTTIME, REALTIME and TAI step, NTP is cleared; refused if negative. */
  public List<Effect> injectSleeptime(long nanos) {
    return move(machine.injectSleeptime(nanos));
  }

  /** TAI alone moves; refused outside the kernel's limits. */
  public List<Effect> setTaiOffset(int seconds) {
    return move(machine.setTaiOffset(seconds));
  }

  /**
   * The guest restarts and is shown a notice. What happened over the outage comes first: the
   * counter's advance and the sleep; then the guest runs for the reaction delay; then it injects,
   * and in every case clears NTP. A notice that corrects an earlier one about the same outage moves
   * the clocks only by what its compensation and sleep exceed the earlier one's, and does not wait
   * again.
   *
   * @param injectNanos the TAI delta that the guest is to inject; 0: only NTP is cleared
   * @return empty if the notice's sequence is not later than the last: nothing happened
   */
  public Optional<Answer> apply(Notice notice, long injectNanos) {
    if (notice.noticeSequence() <= noticeSequence()) {
      return Optional.empty();
    }
    Machine.Moved restart = restart(notice);
    Machine.Moved injection = inject(restart.next(), notice, injectNanos);
    long injectedNanos =
        Math.subtractExact(
            injection.next().clocks().offsReal(), restart.next().clocks().offsReal());
    machine = injection.next();
    lastNotice = notice;
    return Optional.of(new Answer(injectedNanos, restart.effects(), injection.effects()));
  }

  /** What a clock reads, in ns. */
  public long read(Clock clock) {
    return machine.clocks().read(clock);
  }

  public KernelSnapshot snapshot() {
    return new KernelSnapshot(
        machine.clocks(), machine.ntp(), machine.timers().pending(), noticeSequence());
  }

  private Machine.Moved restart(Notice notice) {
    Notice last = lastNotice;
    if (last != null && last.outageId().equals(notice.outageId())) {
      return overTheOutage(
          Math.subtractExact(notice.compensatedNanos(), last.compensatedNanos()),
          Math.subtractExact(notice.sleptNanos(), last.sleptNanos()));
    }
    Machine.Moved moved = overTheOutage(notice.compensatedNanos(), notice.sleptNanos());
    return moved.and(moved.next().run(notice.reactionDelayNanos()));
  }

  private Machine.Moved overTheOutage(long compensatedNanos, long sleptNanos) {
    Machine.Moved moved = machine.jump(compensatedNanos);
    return moved.and(moved.next().resume(sleptNanos));
  }

  private static Machine.Moved inject(Machine restarted, Notice notice, long nanos) {
    if (nanos == 0) {
      return restarted.clearNtp();
    }
    Machine.Moved stepped =
        switch (notice.injectAs()) {
          case OFFSET -> restarted.injectOffset(nanos);
          case SLEEP -> restarted.injectSleeptime(nanos);
        };
    boolean refused = stepped.effects().stream().anyMatch(Effect.Refused.class::isInstance);
    return refused ? stepped.and(restarted.clearNtp()) : stepped;
  }

  private long noticeSequence() {
    return lastNotice == null ? 0 : lastNotice.noticeSequence();
  }

  private List<Effect> move(Machine.Moved moved) {
    machine = moved.next();
    return moved.effects();
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
