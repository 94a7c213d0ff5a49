package io.lapse.cli.fleet;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.schemas.json.TruthJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Writes a fleet into a folder as it happens: nothing is kept for long, and the same plan gives the
 * same bytes.
 *
 * <pre>
 *   manifest.json  ->  FleetFiles: what was said
 *   truth.jsonl        in the order of restarts
 * </pre>
 */
final class FleetFolder {
  private static final int PROGRESS_EVENTS = 100_000;

  private final LongConsumer progress;
  private long hostEvents;
  private long guestEvents;
  private long outages;
  private long unreported;

  /**
   * What was written.
   *
   * @param hostEvents what arrived twice counts twice
   * @param guestEvents likewise
   * @param unreported outages of which an event was lost for good
   */
  record Written(long hostEvents, long guestEvents, long outages, long unreported) {}

  private FleetFolder(LongConsumer progress) {
    this.progress = progress;
  }

  /**
   * Writes the fleet of a plan; files of the same names are replaced.
   *
   * @param plan whose hosts write as {@code format} needs it
   * @param progress is told now and then how many events have been written
   */
  static Written write(Path folder, FleetPlan plan, FleetFormat format, LongConsumer progress)
      throws IOException {
    if (plan.habits().logs() != format.logs()) {
      throw new IllegalArgumentException("plan must be of hosts that write " + format.logs());
    }
    return new FleetFolder(progress).write(folder, plan, format);
  }

  private Written write(Path folder, FleetPlan plan, FleetFormat format) throws IOException {
    Files.createDirectories(folder);
    try (FleetFiles files = format.open(folder);
        BufferedWriter truth = Files.newBufferedWriter(folder.resolve("truth.jsonl"));
        BufferedWriter manifest = Files.newBufferedWriter(folder.resolve("manifest.json"))) {
      FleetSimulation fleet = FleetSimulation.of(plan);
      while (fleet.hasNext()) {
        Happening happening = fleet.next();
        if (happening instanceof Happening.Arrived arrived) {
          write(arrived.input(), files);
        } else if (happening instanceof Happening.Ended ended) {
          write(ended, truth);
        }
      }
      files.writeManifest(manifest);
    }
    return new Written(hostEvents, guestEvents, outages, unreported);
  }

  private void write(LedgerInput input, FleetFiles files) throws IOException {
    if (input instanceof HostEvent event) {
      files.take(event);
      hostEvents++;
    } else if (input instanceof GuestEvent event) {
      files.take(event);
      guestEvents++;
    }
    if ((hostEvents + guestEvents) % PROGRESS_EVENTS == 0) {
      progress.accept(hostEvents + guestEvents);
    }
  }

  private void write(Happening.Ended ended, BufferedWriter truth) throws IOException {
    truth.write(TruthJson.write(ended.outage()));
    truth.write('\n');
    outages++;
    unreported += ended.outage().reported() ? 0 : 1;
  }
}
