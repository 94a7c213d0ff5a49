package io.lapse.cli.publish;

import io.lapse.cli.failure.Failure;
import io.lapse.producers.json.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Keeps a {@link Checkpoint}: whoever reads the file finds a whole one, whatever happens. */
final class CheckpointFile {
  private final Path file;
  private Checkpoint kept;

  private CheckpointFile(Path file, Checkpoint kept) {
    this.file = file;
    this.kept = kept;
  }

  /**
   * Opens the file of an earlier run, or makes one.
   *
   * @param fresh what is to be sent
   * @throws Failure if the file is none, or of other inputs or topics, or cannot be written
   */
  static CheckpointFile open(Path file, Checkpoint fresh) {
    if (!Files.exists(file)) {
      CheckpointFile made = new CheckpointFile(file, fresh);
      made.write(fresh);
      return made;
    }
    Checkpoint left = read(file);
    fresh
        .refusal(left)
        .ifPresent(
            why -> {
              throw new Failure(
                  "--checkpoint: "
                      + file
                      + ": "
                      + why
                      + ". Name another file, or remove this one to send all events");
            });
    return new CheckpointFile(file, left);
  }

  private static Checkpoint read(Path file) {
    try {
      return Checkpoint.parse(Files.readString(file));
    } catch (MalformedException e) {
      throw new Failure(
          "--checkpoint: " + file + ": " + e.getMessage() + "; expected a checkpoint", e);
    } catch (IOException e) {
      throw new Failure("--checkpoint: " + file + ": cannot be read: " + e, e);
    }
  }

  /** How many events were stored when it was kept last. */
  long stored() {
    return kept.stored();
  }

  /**
   * Keeps how many events are stored, if that is news.
   *
   * @throws Failure if it cannot be written
   */
  void keep(long stored) {
    if (stored != kept.stored()) {
      write(kept.at(stored));
    }
  }

  /** Beside it first, and onto the disk: a crash leaves the old one or the new one. */
  private void write(Checkpoint next) {
    Path beside = file.resolveSibling(file.getFileName() + ".next");
    try {
      try (FileChannel channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(next.json().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      kept = next;
    } catch (IOException e) {
      throw new Failure("--checkpoint: " + file + ": cannot be written: " + e, e);
    }
  }
}
