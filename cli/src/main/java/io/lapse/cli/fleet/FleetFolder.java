package io.lapse.cli.fleet;

import io.lapse.ledger.LedgerInput;
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
 * Writes a fleet into a folder as it happens: nothing is kept, and the same plan gives the same
 * bytes.
 *
 * <pre>
 *   manifest.json  ->  host-events.FORMAT, guest-events.FORMAT     in the order of arrival
 *   truth.jsonl                                                    in the order of restarts
 * </pre>
 */
final class FleetFolder {
  private static final int PROGRESS_EVENTS = 100_000;

  private final FleetFormat format;
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
   * @param unreported outages of which the network lost an event for good
   */
  record Written(long hostEvents, long guestEvents, long outages, long unreported) {}

  private FleetFolder(FleetFormat format, LongConsumer progress) {
    this.format = format;
    this.progress = progress;
  }

  /**
   * Writes the fleet of a plan; files of the same names are replaced.
   *
   * @param progress is told now and then how many events have been written
   */
  static Written write(Path folder, FleetPlan plan, FleetFormat format, LongConsumer progress)
      throws IOException {
    return new FleetFolder(format, progress).write(folder, plan);
  }

  private Written write(Path folder, FleetPlan plan) throws IOException {
    String hostFile = "host-events." + format.word();
    String guestFile = "guest-events." + format.word();
    Files.createDirectories(folder);
    try (EventFile hosts = format.open(folder.resolve(hostFile));
        EventFile guests = format.open(folder.resolve(guestFile));
        BufferedWriter truth = Files.newBufferedWriter(folder.resolve("truth.jsonl"))) {
      FleetSimulation fleet = FleetSimulation.of(plan);
      while (fleet.hasNext()) {
        Happening happening = fleet.next();
        if (happening instanceof Happening.Arrived arrived) {
          write(arrived.input(), hosts, guests);
        } else if (happening instanceof Happening.Ended ended) {
          write(ended, truth);
        }
      }
    }
    Files.writeString(folder.resolve("manifest.json"), manifest(hostFile, guestFile));
    return new Written(hostEvents, guestEvents, outages, unreported);
  }

  private void write(LedgerInput input, EventFile hosts, EventFile guests) throws IOException {
    if (input instanceof HostEvent) {
      hosts.write(input);
      hostEvents++;
    } else {
      guests.write(input);
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

  private String manifest(String hostFile, String guestFile) {
    String entry = "  {\"format\": \"" + format.word() + "\", \"path\": \"%s\"}";
    return "{\"inputs\": [\n"
        + String.format(entry, hostFile)
        + ",\n"
        + String.format(entry, guestFile)
        + "\n]}\n";
  }
}
