package io.lapse.cli.fleet;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * What hypervisors write of themselves, and beside it what they have no words for.
 *
 * <pre>
 *   HostEvent -> HostLogWriter -> LogLines (by stamp) -> LogFolder      qmp/, virsh/
 *                     '- no words for it ------------------------------> claims.jsonl
 *   GuestEvent --------------------------------------------------------> guest-events.jsonl
 * </pre>
 */
final class HostLogFiles implements FleetFiles {
  private static final String CLAIMS = "claims.jsonl";
  private static final String GUESTS = "guest-events.jsonl";

  private final LogLines lines;
  private final HostLogWriter logs;
  private final EventFile claims;
  private final EventFile guests;
  private final FleetFacts facts = new FleetFacts();

  HostLogFiles(Path folder, Function<LogLines, HostLogWriter> writer) throws IOException {
    this.lines = new LogLines(new LogFolder(folder));
    this.logs = writer.apply(lines);
    this.claims = new JsonlEventFile(folder.resolve(CLAIMS));
    this.guests = new JsonlEventFile(folder.resolve(GUESTS));
  }

  @Override
  public void take(HostEvent event) throws IOException {
    facts.learn(event);
    if (logs.write(event)) {
      lines.reach(event.stamp().at());
    } else {
      claims.write(event);
    }
  }

  @Override
  public void take(GuestEvent event) throws IOException {
    facts.learn(event);
    guests.write(event);
  }

  @Override
  public void writeManifest(Writer manifest) throws IOException {
    ManifestWriter entries = new ManifestWriter(manifest);
    logs.list(entries, facts);
    entries.events("jsonl", CLAIMS);
    entries.events("jsonl", GUESTS);
    entries.end();
  }

  @Override
  public void close() throws IOException {
    try (claims;
        guests) {
      lines.close();
    }
  }
}
