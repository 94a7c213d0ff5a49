package io.lapse.cli.faults;

import io.lapse.ledger.LedgerInput;
import io.lapse.schemas.json.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Events as files that {@code lapse replay} takes. */
final class Manifests {
  private Manifests() {}

  /** Writes them as JSON lines, and returns the manifest. */
  static Path write(Path folder, List<LedgerInput> events) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("events.jsonl"), events.stream().map(EventJson::write).toList());
    return Files.writeString(
        folder.resolve("manifest.json"),
        "{\"inputs\": [{\"format\": \"jsonl\", \"path\": \"events.jsonl\"}]}\n");
  }
}
