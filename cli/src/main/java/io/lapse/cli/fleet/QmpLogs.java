package io.lapse.cli.fleet;

import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What QEMU says on the monitor sockets of a fleet. */
final class QmpLogs implements HostLogWriter {
  private static final String FORMAT = "qmp";

  private final LogLines lines;
  private final Map<String, Map<String, QmpLogText>> logsByGuest = new TreeMap<>();

  QmpLogs(LogLines lines) {
    this.lines = lines;
  }

  @Override
  public boolean write(HostEvent event) {
    return event.match(new Words());
  }

  @Override
  public void list(ManifestWriter manifest, FleetFacts facts) throws IOException {
    for (Map.Entry<String, Map<String, QmpLogText>> guest : logsByGuest.entrySet()) {
      for (Map.Entry<String, QmpLogText> log : guest.getValue().entrySet()) {
        long clockErrorNanos = facts.clockErrorNanos(log.getKey());
        for (String path : log.getValue().paths()) {
          manifest.guestLog(
              FORMAT,
              path,
              log.getKey(),
              clockErrorNanos,
              guest.getKey(),
              facts.counter(guest.getKey()));
        }
      }
    }
  }

  private Map<String, QmpLogText> logsOf(HostEvent event) {
    return logsByGuest.computeIfAbsent(event.guest(), guest -> new TreeMap<>());
  }

  private QmpLogText log(HostEvent event) {
    String host = Objects.requireNonNull(event.envelope().host());
    return logsOf(event).computeIfAbsent(host, name -> new QmpLogText(lines, name, event.guest()));
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
      QmpLogText log = log(event).at(event.stamp().at());
      if (event.reason() == StopReason.SLEEP) {
        return log.event("SUSPEND");
      }
      if (event.reason() == StopReason.ARRIVAL) {
        return log.incoming().event("STOP");
      }
      if (event.reason() != StopReason.MIGRATE) {
        return log.event("STOP");
      }
      log.pass(2);
      log.event("STOP");
      return log.pass(3);
    }

    @Override
    public Boolean restarted(HostEvent.Restarted event) {
      QmpLogText log = log(event).at(event.stamp().at());
      if (event.mode() == RestartMode.WAKEUP) {
        return log.event("WAKEUP");
      }
      boolean loads = event.mode() != RestartMode.CONTINUED && !log.isAlive();
      if (!loads) {
        return log.event("RESUME");
      }
      log.incoming();
      log.migration("setup");
      log.migration("active");
      log.event("RESUME");
      return log.migration("completed");
    }

    /** Where else the guest had a process, its host has failed, and took the last words with it. */
    @Override
    public Boolean started(HostEvent.Started event) {
      logsOf(event).values().forEach(QmpLogText::loseProcess);
      return log(event).at(event.stamp().at()).prelaunch().event("RESUME");
    }

    @Override
    public Boolean migration(HostEvent.Migration event) {
      QmpLogText log = log(event).at(event.stamp().at());
      if (event.role() == MigrationRole.DESTINATION) {
        if (event.status() == MigrationStatus.SETUP) {
          // Whatever was here before has ended, and may not have said so.
          log.loseProcess();
        }
        log.incoming();
      } else if (event.status() == MigrationStatus.ACTIVE) {
        log.pass(1);
      }
      return log.migration(word(event.status()));
    }

    @Override
    public Boolean reset(HostEvent.Reset event) {
      return log(event)
          .at(event.stamp().at())
          .event("RESET", "{\"guest\": false, \"reason\": \"host-qmp-system-reset\"}");
    }

    @Override
    public Boolean shutDown(HostEvent.ShutDown event) {
      return log(event).at(event.stamp().at()).shutDown();
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

  private static String word(MigrationStatus status) {
    return switch (status) {
      case SETUP -> "setup";
      case ACTIVE -> "active";
      case POSTCOPY -> "postcopy-active";
      case COMPLETED -> "completed";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
      case OTHER -> "device";
    };
  }
}
