package io.lapse.ledger.evidence;

import io.lapse.ledger.EventId;
import io.lapse.ledger.account.Recorded;
import io.lapse.ledger.evidence.Residuals.Hosts;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was said of one guest's migrations. */
final class MigrationReports {
  /** Whoever starts the guest when it has arrived does so within that; longer is on purpose. */
  private static final long STARTED_WITHIN_NANOS = 1_000_000_000L;

  /**
   * The source knows when it stopped the guest; at equal standing the first, then any fixed one.
   */
  private static final Comparator<Report> BY_STANDING =
      Comparator.comparing((Report report) -> report.migration().role() != MigrationRole.SOURCE)
          .thenComparing(Report::at)
          .thenComparing(Report::id);

  private final List<Report> begun = new ArrayList<>();
  private final List<Report> completed = new ArrayList<>();
  private final List<Report> downtimes = new ArrayList<>();
  private final Set<Report> taken = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * An outage between two hosts.
   *
   * @param next when the guest next stood still; null if it did not
   */
  record Move(
      Hosts hosts, TaiInstant stoppedAt, TaiInstant restartedAt, @Nullable TaiInstant next) {}

  private record Report(Recorded<?> recorded, HostEvent.Migration migration) {
    TaiInstant at() {
      return migration.stamp().at();
    }

    /** A hash: asked for only where all else is equal. */
    EventId id() {
      return recorded.id();
    }
  }

  void add(Recorded<?> recorded, HostEvent.Migration migration) {
    Report report = new Report(recorded, migration);
    if (migration.status() == MigrationStatus.SETUP) {
      begun.add(report);
    } else if (migration.status() == MigrationStatus.COMPLETED) {
      completed.add(report);
      if (migration.downtimeNanos() != null) {
        downtimes.add(report);
      }
    }
  }

  /**
   * The downtime of the migration that made an outage; each report serves one outage. Null where
   * none was reported, or where it is not the outage's: a guest that was stopped before its
   * migration began, or held after it had ended, stood still for longer than the hypervisor counts.
   *
   * @param migrationId as the stop or the restart states it; null if neither does
   */
  @Nullable Long takeDowntimeNanos(Move move, @Nullable String migrationId) {
    Report found = withId(migrationId);
    if (found == null) {
      found = during(move, migrationId);
    }
    if (found == null) {
      return null;
    }
    taken.add(found);
    boolean isWhole = !beganAfterStop(move, found) && !isHeldOnArrival(move);
    return isWhole ? found.migration().downtimeNanos() : null;
  }

  private @Nullable Report withId(@Nullable String migrationId) {
    return migrationId == null
        ? null
        : best(report -> migrationId.equals(report.migration().migrationId()));
  }

  /** Without an id, or where the migration's own reports state none. */
  private @Nullable Report during(Move move, @Nullable String migrationId) {
    return best(
        report ->
            isWithin(move, report)
                && (migrationId == null || report.migration().migrationId() == null));
  }

  /** The destination's clock may show all of it before the stop. */
  private static boolean isWithin(Move move, Report report) {
    String host = report.migration().envelope().host();
    boolean bySource = move.hosts().source().equals(host);
    if (!bySource && host != null && !host.equals(move.hosts().destination())) {
      return false;
    }
    TaiInstant arrival = move.restartedAt().plus(-STARTED_WITHIN_NANOS);
    boolean begun =
        !report.at().isBefore(move.stoppedAt()) || (!bySource && !report.at().isBefore(arrival));
    return begun && (move.next() == null || report.at().isBefore(move.next()));
  }

  private @Nullable Report best(Predicate<Report> test) {
    return downtimes.stream()
        .filter(report -> !taken.contains(report))
        .filter(test)
        .min(BY_STANDING)
        .orElse(null);
  }

  /** By the destination's own clock, but for telling this arrival from an earlier one. */
  private boolean isHeldOnArrival(Move move) {
    TaiInstant latest = move.restartedAt().plus(-STARTED_WITHIN_NANOS);
    return completed.stream()
        .filter(report -> move.hosts().destination().equals(report.migration().envelope().host()))
        .filter(report -> report.migration().role() != MigrationRole.SOURCE)
        .anyMatch(report -> report.at().isAfter(move.stoppedAt()) && report.at().isBefore(latest));
  }

  /** By the source's own clock alone. */
  private boolean beganAfterStop(Move move, Report found) {
    return begun.stream()
        .filter(report -> move.hosts().source().equals(report.migration().envelope().host()))
        .filter(
            report ->
                Objects.equals(report.migration().migrationId(), found.migration().migrationId()))
        .anyMatch(
            report -> report.at().isAfter(move.stoppedAt()) && !report.at().isAfter(found.at()));
  }
}
