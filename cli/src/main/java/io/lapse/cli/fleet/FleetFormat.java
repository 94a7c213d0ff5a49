package io.lapse.cli.fleet;

import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.HostLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** How a fleet's events are written. */
enum FleetFormat {
  /** Lapse's own JSON lines. */
  JSONL(HostLogs.EVENTS) {
    @Override
    FleetFiles open(Path folder) throws IOException {
      return new EventFiles(folder, word(), JsonlEventFile::new);
    }
  },

  /** Avro container files. */
  AVRO(HostLogs.EVENTS) {
    @Override
    FleetFiles open(Path folder) throws IOException {
      return new EventFiles(folder, word(), AvroEventFile::new);
    }
  },

  /** The QMP log of each QEMU process. */
  QMP(HostLogs.QMP) {
    @Override
    FleetFiles open(Path folder) throws IOException {
      return new HostLogFiles(folder, QmpLogs::new);
    }
  },

  /** What virsh prints on each host. */
  LIBVIRT(HostLogs.VIRSH) {
    @Override
    FleetFiles open(Path folder) throws IOException {
      return new HostLogFiles(folder, VirshLogs::new);
    }
  };

  private final HostLogs logs;

  FleetFormat(HostLogs logs) {
    this.logs = logs;
  }

  /** New files, or emptied ones. */
  abstract FleetFiles open(Path folder) throws IOException;

  /** How the hosts must write that this format is true to them. */
  HostLogs logs() {
    return logs;
  }

  /** Of how many episodes in a thousand something gets lost: a host's own log loses nothing. */
  int lossPerMille() {
    return switch (logs) {
      case EVENTS -> FleetPlan.LOSS_PER_MILLE_DEFAULT;
      case QMP, VIRSH -> 0;
    };
  }

  /** The word for it in a manifest, and the end of a file's name. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
