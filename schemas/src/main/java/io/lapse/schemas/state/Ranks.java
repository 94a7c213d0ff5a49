package io.lapse.schemas.state;

import io.lapse.ledger.Source;
import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers by which a state names the members of an enum. They never change: a new member is put
 * at the end of its list here, wherever it stands in the domain.
 */
final class Ranks<E extends Enum<E>> {
  static final Ranks<Source> SOURCES =
      new Ranks<>(
          Source.class,
          List.of(
              Source.QMP,
              Source.LIBVIRT,
              Source.JSONL,
              Source.AVRO,
              Source.EMULATED,
              Source.HYPERVISOR_LOG));

  static final Ranks<StopReason> STOP_REASONS =
      new Ranks<>(
          StopReason.class,
          List.of(
              StopReason.UNKNOWN,
              StopReason.PAUSE,
              StopReason.SAVE,
              StopReason.MIGRATE,
              StopReason.CHECKPOINT,
              StopReason.SLEEP,
              StopReason.ARRIVAL));

  static final Ranks<RestartMode> RESTART_MODES =
      new Ranks<>(
          RestartMode.class,
          List.of(
              RestartMode.CONTINUED,
              RestartMode.INCOMING,
              RestartMode.RESTORED,
              RestartMode.WAKEUP));

  static final Ranks<CounterWhilePaused> COUNTERS =
      new Ranks<>(
          CounterWhilePaused.class,
          List.of(CounterWhilePaused.STOPS, CounterWhilePaused.RUNS, CounterWhilePaused.UNKNOWN));

  static final Ranks<MigrationStatus> MIGRATION_STATUSES =
      new Ranks<>(
          MigrationStatus.class,
          List.of(
              MigrationStatus.SETUP,
              MigrationStatus.ACTIVE,
              MigrationStatus.POSTCOPY,
              MigrationStatus.COMPLETED,
              MigrationStatus.FAILED,
              MigrationStatus.CANCELLED,
              MigrationStatus.OTHER));

  static final Ranks<MigrationRole> MIGRATION_ROLES =
      new Ranks<>(
          MigrationRole.class,
          List.of(MigrationRole.SOURCE, MigrationRole.DESTINATION, MigrationRole.UNKNOWN));

  static final Ranks<ReactionOrigin> REACTION_ORIGINS =
      new Ranks<>(ReactionOrigin.class, List.of(ReactionOrigin.REPORTED, ReactionOrigin.EMULATED));

  static final Ranks<OutageKind> OUTAGE_KINDS =
      new Ranks<>(
          OutageKind.class, List.of(OutageKind.PAUSE, OutageKind.SNAPSHOT, OutageKind.MIGRATION));

  static final Ranks<AmountBasis> AMOUNT_BASES =
      new Ranks<>(
          AmountBasis.class,
          List.of(
              AmountBasis.MEASURED, AmountBasis.CLAIMED, AmountBasis.ASSUMED, AmountBasis.UNKNOWN));

  static final Ranks<Cooperation> COOPERATIONS =
      new Ranks<>(
          Cooperation.class,
          List.of(
              Cooperation.COOPERATIVE,
              Cooperation.FORCED,
              Cooperation.KILLED,
              Cooperation.UNANNOUNCED,
              Cooperation.UNKNOWN));

  static final Ranks<Severity> SEVERITIES =
      new Ranks<>(Severity.class, List.of(Severity.INFO, Severity.WARNING, Severity.CRITICAL));

  static final Ranks<Violation> VIOLATIONS =
      new Ranks<>(
          Violation.class,
          List.of(
              Violation.COMPENSATED_ABOVE_THRESHOLD,
              Violation.BLACKOUT_EXCEEDED,
              Violation.UNEQUAL_COMPENSATION,
              Violation.OVERCOMPENSATED,
              Violation.FALSE_CLAIM,
              Violation.CATCH_UP_LIMIT_EXCEEDED,
              Violation.MASS_EXPIRY,
              Violation.FORCED_AFTER_DEADLINE,
              Violation.NOT_KILLED,
              Violation.UNANNOUNCED,
              Violation.UNACCOUNTED_TIME,
              Violation.NOTICE_IGNORED,
              Violation.SEQUENCE_GAP,
              Violation.BACKWARDS_TIME,
              Violation.HOST_CLOCK_UNTRUSTED,
              Violation.CONFLICTING_RESTART,
              Violation.MISSING_STOP,
              Violation.MISSING_RESTART,
              Violation.OPEN_OUTAGE,
              Violation.UNTRUSTED_EVENT));

  static final Ranks<InjectAs> INJECT_AS =
      new Ranks<>(InjectAs.class, List.of(InjectAs.OFFSET, InjectAs.SLEEP));

  static final Ranks<AfterDeadline> AFTER_DEADLINE =
      new Ranks<>(AfterDeadline.class, List.of(AfterDeadline.DIE, AfterDeadline.FORCE));

  static final Ranks<Announcements> ANNOUNCEMENTS =
      new Ranks<>(Announcements.class, List.of(Announcements.OPTIONAL, Announcements.REQUIRED));

  private final List<E> members;
  private final Map<E, Integer> ranks;

  private Ranks(Class<E> type, List<E> members) {
    this.members = members;
    this.ranks = new EnumMap<>(type);
    for (int rank = 0; rank < members.size(); rank++) {
      ranks.put(members.get(rank), rank);
    }
    if (ranks.size() != type.getEnumConstants().length) {
      throw new IllegalStateException("every " + type.getSimpleName() + " must have a rank");
    }
  }

  int of(E member) {
    return ranks.getOrDefault(member, Packing.NONE);
  }

  E at(long rank) {
    return members.get(Math.toIntExact(rank));
  }
}
