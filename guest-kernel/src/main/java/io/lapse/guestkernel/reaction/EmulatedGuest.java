package io.lapse.guestkernel.reaction;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.KernelSnapshot;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.Reaction;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One emulated guest: shown notices, it reacts once to each. Live and in a replay the same notices
 * and starts give the same reactions.
 *
 * <p>Where nothing told how the guest's kernel stood, it is taken for one without timers whose
 * clock was right until the outage. Not safe for use by several threads.
 */
public final class EmulatedGuest {
  /** So many starts are remembered; the oldest is forgotten first. */
  public static final int STARTS_MAX = 4;

  private final String guest;
  private final TreeMap<TaiInstant, KernelStart> starts = new TreeMap<>();
  private ReactionLog log = ReactionLog.EMPTY;
  private @Nullable Running running;

  public EmulatedGuest(String guest) {
    this.guest = Objects.requireNonNull(guest, "guest");
  }

  /**
   * Tells how the guest's kernel was found, in any order. The latest start that is not after the
   * stop of an outage holds for it.
   */
  public void foundAt(TaiInstant at, KernelStart start) {
    // A wrong start is refused here, not when a notice needs it.
    GuestKernel.started(start);
    starts.put(at, start);
    if (starts.size() > STARTS_MAX) {
      starts.pollFirstEntry();
    }
  }

  /** Tells of a reaction that was published before this object was made; in their order. */
  public void hasReacted(long noticeSequence, long injectedNanos) {
    log = log.with(noticeSequence, injectedNanos);
  }

  /**
   * Shows the guest a notice.
   *
   * @return empty if it has answered this notice, or a later one, before
   * @throws ArithmeticException if the notice's numbers do not fit 64 bits; nothing happened then
   */
  public Optional<Reaction> on(Notice notice) {
    return answer(notice).map(Answer::reaction);
  }

  /** As {@link #on}, with the kernel before and after. */
  public Optional<Answer> answer(Notice notice) {
    if (!notice.guest().equals(guest)) {
      throw new IllegalArgumentException("notice must be for " + guest + ": " + notice.guest());
    }
    if (log.hasAnswered(notice.noticeSequence())) {
      return Optional.empty();
    }
    long injectNanos =
        NoticeReaction.injectNanos(notice, log.unseenInjectedNanos(notice.reactionsSeen()));
    return Optional.of(react(notice, injectNanos));
  }

  private Answer react(Notice notice, long injectNanos) {
    Running stopped = atTheStop(notice);
    GuestKernel kernel = stopped.kernel();
    KernelSnapshot before = kernel.snapshot();
    GuestKernel.Answer answer = kernel.apply(notice, injectNanos).orElseThrow();
    Reaction reaction = NoticeReaction.report(notice, answer.injectedNanos(), answer.injection());
    ReactionLog nextLog =
        log.prunedTo(notice.reactionsSeen()).with(notice.noticeSequence(), answer.injectedNanos());

    // Nothing can fail from here on.
    running = new Running(stopped.foundAt(), reaction.at(), notice.outageId(), kernel);
    log = nextLog;
    return new Answer(reaction, before, kernel.snapshot(), answer.restart(), answer.injection());
  }

  /** A copy of the kernel, run on to the stop that the notice is about. */
  private Running atTheStop(Notice notice) {
    Running last = running;
    if (last != null && last.outageId().equals(notice.outageId())) {
      return last.copy();
    }
    TaiInstant stopped = stopped(notice);
    Map.Entry<TaiInstant, KernelStart> found = starts.floorEntry(stopped);
    boolean foundAnew = found != null && (last == null || found.getKey().isAfter(last.foundAt()));
    Running next;
    if (foundAnew && found != null) {
      next = Running.found(found.getKey(), found.getValue());
    } else if (last != null) {
      next = last.copy();
    } else {
      next = Running.found(stopped, rightUntil(stopped));
    }
    next.kernel().skip(Math.max(0, next.at().nanosUntil(stopped)));
    return next;
  }

  private static TaiInstant stopped(Notice notice) {
    Long toutNanos = notice.toutNanos();
    return toutNanos == null
        ? notice.restartedAt()
        : notice.restartedAt().plus(Math.negateExact(toutNanos));
  }

  /** A kernel that booted then, without a TAI offset: its REALTIME is TAI. */
  private static KernelStart rightUntil(TaiInstant at) {
    Clocks clocks = Clocks.reading(Math.max(0, at.nanos()), 0, 0, 0);
    return new KernelStart(KernelBuild.UNKNOWN, clocks, NtpStart.SYNCHRONISED, List.of());
  }

  /**
   * A kernel at work.
   *
   * @param foundAt when it was found as it started
   * @param at until when it has run
   * @param outageId the outage that it last restarted from; empty if none
   */
  private record Running(TaiInstant foundAt, TaiInstant at, String outageId, GuestKernel kernel) {
    static Running found(TaiInstant at, KernelStart start) {
      return new Running(at, at, "", GuestKernel.started(start));
    }

    Running copy() {
      return new Running(foundAt, at, outageId, kernel.copy());
    }
  }

  /**
   * What the guest did with a notice.
   *
   * @param reaction as it is reported
   * @param before the kernel when the guest stopped
   * @param after the kernel after it reacted
   * @param restart what happened over the outage and until the injection
   * @param injection what the injection did
   */
  public record Answer(
      Reaction reaction,
      KernelSnapshot before,
      KernelSnapshot after,
      List<Effect> restart,
      List<Effect> injection) {
    public Answer {
      restart = List.copyOf(restart);
      injection = List.copyOf(injection);
    }
  }
}
