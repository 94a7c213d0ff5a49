package io.lapse.guestkernel.reaction;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelSnapshot;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.Reaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From a notice to a reaction: a pure function of the guest's profile and the notice. Where two
 * notices cross a reaction on its way, also of what the guest injected and the notice does not
 * allow for.
 */
public final class NoticeReaction {
  private NoticeReaction() {}

  /**
   * What the guest does.
   *
   * @param unseenInjectedNanos what it injected for notices after {@link Notice#reactionsSeen()}
   *     and before this one. The ledger did not know of it when it computed {@code remaining_ns};
   *     without it, two notices in flight at once would inject the same time twice
   * @throws ArithmeticException if a figure does not fit 64 bits
   * @throws IllegalArgumentException if no kernel can stand as the guest is said to
   */
  public static Answer react(KnownGuest known, Notice notice, long unseenInjectedNanos) {
    long behindNanos = behindNanos(notice, unseenInjectedNanos);
    GuestKernel kernel = StoppedKernel.of(known, notice, behindNanos);
    KernelSnapshot before = kernel.snapshot();
    GuestKernel.Answer done = kernel.apply(notice, behindNanos).orElseThrow();
    return new Answer(
        report(notice, done.injectedNanos(), done.injection()),
        before,
        kernel.snapshot(),
        done.restart(),
        done.injection());
  }

  /**
   * The kernel after a notice was shown, at its restart plus the reaction delay.
   *
   * @param injectedNanos what the guest injected for it; null if it has not reacted
   */
  static GuestKernel kernelAfter(
      KnownGuest known, Notice notice, long unseenInjectedNanos, @Nullable Long injectedNanos) {
    GuestKernel kernel = StoppedKernel.of(known, notice, behindNanos(notice, unseenInjectedNanos));
    kernel.restart(notice, effect -> {});
    if (injectedNanos != null) {
      kernel.notice(notice.noticeSequence(), injectedNanos, notice.injectAs(), effect -> {});
    }
    return kernel;
  }

  private static long behindNanos(Notice notice, long unseenInjectedNanos) {
    return Math.subtractExact(notice.remainingNanos(), unseenInjectedNanos);
  }

  private static Reaction report(Notice notice, long injectedNanos, List<Effect> injection) {
    return new Reaction(
        notice.guest(),
        notice.noticeSequence(),
        notice.restartedAt().plus(notice.reactionDelayNanos()),
        injectedNanos,
        notice.injectAs(),
        injection.stream().anyMatch(Effect.NtpCleared.class::isInstance),
        injection.stream().filter(Effect.TimerCancelled.class::isInstance).count());
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
