package io.lapse.cli.whatif.gather;

import io.lapse.cli.failure.Failure;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Where events go that do not fit into memory. */
final class SpillFolder {
  /** How a file is opened. */
  interface Opener {
    SeekableByteChannel open(Path folder) throws IOException;
  }

  private static final long MEGA = 1 << 20;

  private final Path folder;
  private final Opener opener;
  private final long historyBytes;
  private final LongAdder spilled = new LongAdder();

  /**
   * @param historyBytes how large the history's own files are; 0 if it has none
   */
  SpillFolder(Path folder, long historyBytes) {
    this(folder, historyBytes, SpillFolder::temporary);
  }

  SpillFolder(Path folder, long historyBytes, Opener opener) {
    this.folder = folder;
    this.historyBytes = historyBytes;
    this.opener = opener;
  }

  /** Where the system can, the file has no name for long: it is gone even after a kill. */
  private static SeekableByteChannel temporary(Path folder) throws IOException {
    return Files.newByteChannel(
        Files.createTempFile(folder, "lapse-whatif", ".spill"),
        Set.of(
            StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
  }

  SpillFile open() throws IOException {
    return new SpillFile(opener.open(folder));
  }

  /** So many bytes more lie there. */
  void spilled(long bytes) {
    spilled.add(bytes);
  }

  /** What to say when it cannot be written to, or read from. */
  Failure failure(IOException e) {
    String history =
        historyBytes == 0 ? "" : "; the files of the history have " + mega(historyBytes) + " MB";
    return new Failure(
        "cannot spill to "
            + folder
            + " what does not fit into memory: "
            + (e.getMessage() == null ? e : e.getMessage())
            + "; "
            + mega(spilled.sum())
            + " MB were written, and it needs more than that"
            + history
            + "; --spill-dir names another folder, and with more heap less is spilled",
        e);
  }

  private static long mega(long bytes) {
    return (bytes + MEGA - 1) / MEGA;
  }
}
