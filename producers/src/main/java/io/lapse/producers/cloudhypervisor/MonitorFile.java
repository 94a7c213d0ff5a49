package io.lapse.producers.cloudhypervisor;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Anchor;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.tai.UtcScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The file of an event monitor, on the host and while it grows: its last-modified time is the
 * host's clock when the last record was written, and that record's stamp says how long the VMM had
 * run by then. A copy of the file has a time of its own: only a live file can be asked.
 */
final class MonitorFile implements Anchors {
  /**
   * The kernel dates a write by its last tick, up to 10 ms before; and a record is written after
   * its stamp was taken, in several pieces. Twice the tick leaves as much for that.
   */
  private static final long ERROR_NANOS = 20_000_000;

  /** Some file systems keep whole seconds, or every other one. */
  private static final long WHOLE_SECONDS_ERROR_NANOS = 2_020_000_000;

  private static final long SECOND_NANOS = 1_000_000_000;

  /** A record that has no end by then will not get one. */
  private static final long QUIET_MILLIS = 2_000;

  private static final int LOOKS_MAX = 10;

  private final SourceInput input;
  private @Nullable Unknown unknown;

  /** The file that {@code input} names, or what it was renamed to. */
  MonitorFile(SourceInput input) {
    this.input = input;
  }

  /** What changes with every write. */
  private record Seen(String key, long bytes, FileTime modified) {
    static Seen of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Seen(
          String.valueOf(attributes.fileKey()), attributes.size(), attributes.lastModifiedTime());
    }
  }

  /**
   * Why records before a line had no anchor: the file need not be read again as long as it is so.
   */
  private record Unknown(Seen seen, long line, String why) {
    boolean isOf(Seen now, Location where) {
      return seen.equals(now) && where.line() < line;
    }
  }

  @Override
  public Anchor of(boolean isFirst, Location where, long sinceStartNanos)
      throws MalformedException {
    Path file = Path.of(where.path());
    try {
      for (int look = 0; look < LOOKS_MAX; look++) {
        Seen before = Seen.of(file);
        if (unknown != null && unknown.isOf(before, where)) {
          throw new MalformedException(unknown.why());
        }
        LastVmm last = LastVmm.in(at(file), where, sinceStartNanos);
        if (Seen.of(file).equals(before)) {
          return anchor(before, where, last);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
    throw later("it is written to all the time");
  }

  private Anchor anchor(Seen seen, Location where, LastVmm last) throws MalformedException {
    if (!last.isThere()) {
      throw laterOrUnknown(seen, "the file is another one by now: expected it to hold the record");
    }
    if (where.line() < last.line()) {
      throw unknown(seen, last.line(), "another VMM wrote behind it: expected one VMM a file");
    }
    if (!last.isWhole()) {
      throw laterOrUnknown(seen, "the file's last record is damaged: expected a whole one");
    }
    long utcNanos = seen.modified().to(TimeUnit.NANOSECONDS);
    TaiInstant at = UtcScale.toTai(utcNanos).plus(-last.lastNanos());
    boolean isOfWholeSeconds = utcNanos % SECOND_NANOS == 0;
    return new Anchor(at, isOfWholeSeconds ? WHOLE_SECONDS_ERROR_NANOS : ERROR_NANOS);
  }

  /** What was written just now may not be all yet. */
  private MalformedException laterOrUnknown(Seen seen, String why) {
    if (System.currentTimeMillis() - seen.modified().toMillis() < QUIET_MILLIS) {
      throw later(why);
    }
    return unknown(seen, Long.MAX_VALUE, why);
  }

  private MalformedException unknown(Seen seen, long line, String why) {
    String message = "nobody knows when its VMM started, because " + why;
    unknown = new Unknown(seen, line, message);
    return new MalformedException(message);
  }

  private static UncheckedIOException later(String why) {
    return new UncheckedIOException(why, new IOException(why));
  }

  private SourceInput at(Path file) {
    return new SourceInput(
        file.toString(),
        file,
        input.host(),
        input.guest(),
        input.format(),
        input.clockErrorNanos(),
        null,
        input.counterWhilePaused());
  }
}
