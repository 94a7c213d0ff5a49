package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Pairing.OpenOutage;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When an outage has been open for too long. That is no violation, and no book has it: it takes a
 * clock to say so, which only the live application has. Whoever has one hands its instant in.
 *
 * <pre>
 *   stop ---- limit + error of the stamp ----> due: OPENED ---- restart: RESOLVED
 * </pre>
 *
 * @param outage open
 * @param stoppedAt when it began, by the host's clock
 * @param waitNanos how long it may be open: {@code open_outage_limit_ns} of its policy, and what
 *     the stamp may be early by
 */
public record OutageAlarm(Outage outage, TaiInstant stoppedAt, long waitNanos) {

  /** The alarm that a guest's books lead to in time; null if they lead to none. */
  public static @Nullable OutageAlarm of(GuestState state) {
    OpenOutage open = state.books().pairing().open();
    if (open == null || isAtRest(open)) {
      return null;
    }
    Outage outage = open.account().outage();
    long waitNanos =
        Math.addExact(
            outage.policy().openOutageLimitNanos(),
            open.stop().event().input().stamp().errorNanos());
    return new OutageAlarm(outage, open.stop().at(), waitNanos);
  }

  /**
   * Whether nobody waits for the guest: it went to sleep by itself, it was killed as policy says,
   * or its process ended and it had not moved away: it is on disk, or gone.
   */
  private static boolean isAtRest(OpenOutage open) {
    Outage outage = open.account().outage();
    return open.stop().event().input().reason() == StopReason.SLEEP
        || outage.cooperation() == Cooperation.KILLED
        || (open.stop().since().processEnded() && outage.kind() != OutageKind.MIGRATION);
  }

  /**
   * Whether a guest that was saved may have an open outage; cheaper than to restore it. True where
   * that cannot be told without.
   */
  public static boolean mayConcern(GuestState.Snapshot saved) {
    List<LedgerInput> tail = saved.tail();
    for (int i = tail.size() - 1; i >= 0; i--) {
      if (tail.get(i) instanceof HostEvent.Stopped) {
        return true;
      }
      if (tail.get(i) instanceof HostEvent.Restarted restarted) {
        // An id may have led it to an earlier stop, and left the latest one open.
        return restarted.migrationId() != null;
      }
    }
    return saved.carry().pairing().open() != null;
  }

  /** The first instant at which it has certainly been open for too long. */
  public TaiInstant dueAt() {
    return stoppedAt.plus(waitNanos);
  }

  public boolean isDueAt(TaiInstant now) {
    return !dueAt().isAfter(now);
  }

  /** Whether an alarm that was raised is about this outage. */
  public boolean isAbout(Alert raised) {
    return outage.id().equals(raised.outageId());
  }

  /** The alarm, raised. It is never certain: the restart may be on its way. */
  public Alert raised() {
    return Alert.opened(
            outage.guest(),
            outage.id(),
            Violation.OPEN_OUTAGE,
            // Somebody said that it is to stand still.
            outage.kind() == OutageKind.PAUSE ? Severity.WARNING : Violation.OPEN_OUTAGE.severity(),
            dueAt(),
            false,
            outage.policy().name())
        .about(outage);
  }

  /**
   * An alarm that was raised, resolved: at the restart, or at the guest's newest stamp where there
   * is none, and never before it was raised. It is certain then that the outage had been open for
   * too long; if the restart had only been late in coming, it is not.
   *
   * @param state in which the alarm is due no longer
   */
  public static Alert resolved(Alert raised, GuestState state) {
    for (Entry entry : state.entries()) {
      if (entry.outageId().equals(raised.outageId()) && entry.restartedAt() != null) {
        Alert known = raised.about(entry.sourceHost(), entry.destinationHost(), entry.toutNanos());
        return entry.restartedAt().isBefore(raised.at())
            ? known.takenBackAt(raised.at())
            : known.repairedAt(entry.restartedAt());
      }
    }
    TaiInstant newest =
        Objects.requireNonNullElse(state.counts().watermark().newest(), raised.at());
    return raised.takenBackAt(newest.isAfter(raised.at()) ? newest : raised.at());
  }
}
