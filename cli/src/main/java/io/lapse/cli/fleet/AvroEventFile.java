package io.lapse.cli.fleet;

import io.lapse.ledger.LedgerInput;
import io.lapse.schemas.file.AvroEventWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Events as an Avro container file. */
final class AvroEventFile implements EventFile {
  private final AvroEventWriter writer;

  AvroEventFile(Path file) throws IOException {
    writer = AvroEventWriter.create(file);
  }

  @Override
  public void write(LedgerInput input) throws IOException {
    writer.append(input);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
