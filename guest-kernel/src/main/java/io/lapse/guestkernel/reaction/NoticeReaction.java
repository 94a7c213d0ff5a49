package io.lapse.guestkernel.reaction;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.Reaction;
import java.util.List;

/** From a notice to a reaction; functions of their arguments alone. */
public final class NoticeReaction {
  private NoticeReaction() {}

  /**
   * The TAI delta that the guest is to inject, in ns; positive forward.
   *
   * <p>It is the notice's {@code remaining_ns}, less what the guest has injected already and the
   * ledger did not know of when it computed that. Without this, two notices in flight at once would
   * inject the same time twice.
   *
   * @param unseenInjectedNanos what this guest injected for notices after {@link
   *     Notice#reactionsSeen()}
   */
  public static long injectNanos(Notice notice, long unseenInjectedNanos) {
    return Math.subtractExact(notice.remainingNanos(), unseenInjectedNanos);
  }

  /**
   * The reaction to report.
   *
   * @param injectedNanos what the kernel injected; 0 if it refused
   * @param injection what the injection did besides
   */
  static Reaction report(Notice notice, long injectedNanos, List<Effect> injection) {
    return new Reaction(
        notice.guest(),
        notice.noticeSequence(),
        notice.restartedAt().plus(notice.reactionDelayNanos()),
        injectedNanos,
        notice.injectAs(),
        injection.stream().anyMatch(Effect.NtpCleared.class::isInstance),
        injection.stream().filter(Effect.TimerCancelled.class::isInstance).count());
  }
}
