package io.lapse.cli.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of a few MB in memory, which can be filled. Only root may mount one. */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "32m";
  private static final int CHUNK_BYTES = 4_096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** A small disk at a folder; empty if this user may not mount one. */
  static Optional<SmallDisk> mount(Path folder) throws IOException {
    String[] command = {
      "mount", "-t", "tmpfs", "-o", "size=" + SIZE, "lapse-faults", folder.toString()
    };
    return run(command) ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  private static boolean run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command[0] + " ran", e);
    }
  }

  Path folder() {
    return folder;
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  /** Leaves no byte free; others may write meanwhile, and take the last one. */
  void fill() throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      while (isRoom()) {
        ballast.write(chunk);
      }
    } catch (IOException e) {
      if (isRoom()) {
        throw e;
      }
    }
  }

  private boolean isRoom() {
    return folder.toFile().getUsableSpace() > 0;
  }

  void free() throws IOException {
    Files.delete(ballast());
  }

  /** What still uses it must be gone. */
  @Override
  public void close() throws IOException {
    if (!run("umount", folder.toString())) {
      throw new IOException("cannot unmount " + folder);
    }
  }
}
