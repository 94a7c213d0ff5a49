package io.lapse.producers.source;

import io.lapse.producers.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** An adapter, and how a contract has it read files. */
public abstract class SourceUnderTest {
  @TempDir Path folder;

  /** The adapter for {@code input}. */
  protected abstract HostEventSource source(SourceInput input);

  /** The input for {@code file}, with host and guest where the format needs them. */
  protected abstract SourceInput input(Path file);

  /** A small file without fault. */
  protected abstract byte[] goodBytes() throws IOException;

  protected Told read(Path file) {
    return Told.by(source(input(file)));
  }

  protected Told read(String name, byte[] bytes) throws IOException {
    return read(Files.write(folder.resolve(name), bytes));
  }

  protected Path write(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines);
  }
}
