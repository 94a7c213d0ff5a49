package io.lapse.cli.fleet;

import io.lapse.ledger.LedgerInput;
import io.lapse.schemas.json.EventJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Events as JSON lines, each with its LF. */
final class JsonlEventFile implements EventFile {
  private final BufferedWriter writer;

  JsonlEventFile(Path file) throws IOException {
    writer = Files.newBufferedWriter(file);
  }

  @Override
  public void write(LedgerInput input) throws IOException {
    writer.write(EventJson.write(input));
    writer.write('\n');
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
