package io.lapse.ledger.evidence;

import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Recorded;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tout less the downtime that the hypervisor reported, outage by outage of one guest. */
final class Residuals {
  private static final Comparator<Entry> BY_BEGIN =
      Comparator.comparing(Residuals::begin)
          .thenComparing(Entry::restartedAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Entry::outageId);

  private final Map<EventId, String> migrationIds;
  private final MigrationReports reports;

  private Residuals(Map<EventId, String> migrationIds, MigrationReports reports) {
    this.migrationIds = migrationIds;
    this.reports = reports;
  }

  private static TaiInstant begin(Entry entry) {
    TaiInstant stopped = entry.stoppedAt();
    return stopped != null ? stopped : Objects.requireNonNull(entry.restartedAt());
  }

  /**
   * Those of one guest.
   *
   * @param standing its entries, in any order
   * @param accepted its inputs, each once, in any order
   */
  static List<PairResidual> of(Collection<Entry> standing, Collection<Recorded<?>> accepted) {
    Map<EventId, String> ids = new HashMap<>();
    MigrationReports told = new MigrationReports();
    for (Recorded<?> recorded : accepted) {
      LedgerInput input = recorded.input();
      if (input instanceof HostEvent.Migration migration) {
        told.add(recorded, migration);
      } else if (input instanceof HostEvent.Stopped stopped && stopped.migrationId() != null) {
        ids.put(recorded.id(), stopped.migrationId());
      } else if (input instanceof HostEvent.Restarted restarted
          && restarted.migrationId() != null) {
        ids.put(recorded.id(), restarted.migrationId());
      }
    }
    List<Entry> outages =
        standing.stream()
            .filter(entry -> entry.entryKind() == EntryKind.POSTED)
            .sorted(BY_BEGIN)
            .toList();
    return new Residuals(ids, told).collect(outages);
  }

  private List<PairResidual> collect(List<Entry> outages) {
    List<PairResidual> residuals = new ArrayList<>();
    for (int i = 0; i < outages.size(); i++) {
      Hosts hosts = hosts(outages.get(i));
      Long residual = hosts == null ? null : residual(outages.get(i), hosts, nextBegin(outages, i));
      if (hosts != null && residual != null) {
        residuals.add(new PairResidual(hosts.source(), hosts.destination(), residual));
      }
    }
    return residuals;
  }

  /** When the guest next stood still; null if it did not. Two restarts of a stop begin as one. */
  private static @Nullable TaiInstant nextBegin(List<Entry> outages, int index) {
    TaiInstant begin = begin(outages.get(index));
    return outages.subList(index + 1, outages.size()).stream()
        .map(Residuals::begin)
        .filter(later -> later.isAfter(begin))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Hosts hosts(Entry outage) {
    String source = outage.sourceHost();
    String destination = outage.destinationHost();
    if (source == null || destination == null || source.equals(destination)) {
      return null;
    }
    return new Hosts(source, destination);
  }

  private @Nullable Long residual(Entry outage, Hosts hosts, @Nullable TaiInstant next) {
    if (outage.kind() != OutageKind.MIGRATION) {
      return null;
    }
    Long toutNanos = outage.toutNanos();
    TaiInstant stoppedAt = outage.stoppedAt();
    TaiInstant restartedAt = outage.restartedAt();
    if (toutNanos == null || stoppedAt == null || restartedAt == null) {
      return null;
    }
    MigrationReports.Move move = new MigrationReports.Move(hosts, stoppedAt, restartedAt, next);
    Long downtimeNanos = reports.takeDowntimeNanos(move, migrationId(outage));
    return downtimeNanos == null ? null : difference(toutNanos, downtimeNanos);
  }

  private @Nullable String migrationId(Entry outage) {
    return outage.eventIds().stream()
        .map(migrationIds::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Null beyond 64 bits: a downtime of centuries is a slip of its writer, and no evidence. */
  private static @Nullable Long difference(long toutNanos, long downtimeNanos) {
    long difference = toutNanos - downtimeNanos;
    boolean overflowed = toutNanos < 0 && difference >= 0;
    return overflowed ? null : (Long) difference;
  }

  /** The hosts of an outage; they differ. */
  record Hosts(String source, String destination) {}
}
