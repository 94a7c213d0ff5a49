package io.lapse.cli.fleet;

import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What {@code virsh event --all --loop --timestamp} prints on each host of a fleet. */
final class VirshLogs implements HostLogWriter {
  private static final String FORMAT = "libvirt";

  private final LogLines lines;
  private final Map<String, VirshLogText> logsByHost = new TreeMap<>();
  private final Map<String, Map<String, VirshDomain>> domainsByGuest = new TreeMap<>();

  VirshLogs(LogLines lines) {
    this.lines = lines;
  }

  @Override
  public boolean write(HostEvent event) {
    return event.match(new Words());
  }

  @Override
  public void list(ManifestWriter manifest, FleetFacts facts) throws IOException {
    for (Map.Entry<String, VirshLogText> log : logsByHost.entrySet()) {
      long clockErrorNanos = facts.clockErrorNanos(log.getKey());
      for (String path : log.getValue().paths()) {
        manifest.hostLog(FORMAT, path, log.getKey(), clockErrorNanos);
      }
    }
  }

  private Map<String, VirshDomain> domainsOf(HostEvent event) {
    return domainsByGuest.computeIfAbsent(event.guest(), guest -> new TreeMap<>());
  }

  private VirshDomain domain(HostEvent event) {
    String host = Objects.requireNonNull(event.envelope().host());
    VirshLogText log = logsByHost.computeIfAbsent(host, name -> new VirshLogText(lines, name));
    return domainsOf(event)
        .computeIfAbsent(host, name -> new VirshDomain(log, event.guest()))
        .at(event.stamp().at());
  }

  private final class Words implements HostEvent.Cases<Boolean> {
    @Override
    public Boolean announced(HostEvent.Announced event) {
      return false;
    }

    @Override
    public Boolean quiesced(HostEvent.Quiesced event) {
      return false;
    }

    @Override
    public Boolean stopped(HostEvent.Stopped event) {
      VirshDomain domain = domain(event);
      return switch (event.reason()) {
        case MIGRATE -> domain.suspended("Migrated");
        case SAVE -> domain.suspendedToBeSaved();
        case SLEEP -> domain.fellAsleep();
        case PAUSE, CHECKPOINT, ARRIVAL, UNKNOWN -> domain.suspended("Paused");
      };
    }

    @Override
    public Boolean restarted(HostEvent.Restarted event) {
      VirshDomain domain = domain(event);
      return switch (event.mode()) {
        case CONTINUED -> domain.goesOn();
        case INCOMING -> domain.arrived(wasPostcopied(event));
        case RESTORED -> domain.restored();
        case WAKEUP -> domain.wokeUp();
      };
    }

    private boolean wasPostcopied(HostEvent event) {
      return domainsOf(event).values().stream().anyMatch(VirshDomain::isPostcopied);
    }

    /** Where else the guest had a process, its host has failed, and its log with it. */
    @Override
    public Boolean started(HostEvent.Started event) {
      domainsOf(event).values().forEach(VirshDomain::loseHost);
      return domain(event).booted();
    }

    @Override
    public Boolean migration(HostEvent.Migration event) {
      VirshDomain domain = domain(event);
      if (event.role() == MigrationRole.DESTINATION) {
        return event.status() != MigrationStatus.SETUP || domain.prepared();
      }
      return switch (event.status()) {
        case SETUP -> domain.isToMigrate();
        case ACTIVE -> domain.iterated(1);
        case POSTCOPY -> domain.postcopied();
        case COMPLETED -> domain.migrated();
        case FAILED, CANCELLED -> domain.stays();
        case OTHER -> true;
      };
    }

    @Override
    public Boolean reset(HostEvent.Reset event) {
      return domain(event).rebooted();
    }

    @Override
    public Boolean shutDown(HostEvent.ShutDown event) {
      return domain(event).ended();
    }

    @Override
    public Boolean killed(HostEvent.Killed event) {
      return false;
    }

    @Override
    public Boolean vcpuStarved(HostEvent.VcpuStarved event) {
      return false;
    }

    @Override
    public Boolean hostClock(HostEvent.HostClock event) {
      return false;
    }

    @Override
    public Boolean compensation(HostEvent.Compensation event) {
      return false;
    }
  }
}
