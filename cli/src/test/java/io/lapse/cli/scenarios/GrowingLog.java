package io.lapse.cli.scenarios;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.Sources;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.json.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A file as a host writes it, a piece at a time. */
final class GrowingLog {
  /** As {@link ProducerProcess} is told. */
  private static final String HOST = "host-0";

  private static final long CLOCK_ERROR_NANOS = 100_000;

  private final Path file;
  private final Format format;
  private final @Nullable String guest;
  private final byte[] bytes;
  private int written;
  private int rotations;

  private GrowingLog(Path file, Format format, @Nullable String guest, String text) {
    this.file = file;
    this.format = format;
    this.guest = guest;
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
  }

  /** JSON lines. */
  static GrowingLog jsonl(Path file, List<LedgerInput> events) {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(EventJson.write(event)).append('\n'));
    return new GrowingLog(file, Format.JSONL, null, lines.toString());
  }

  /** What a QEMU says of a guest. */
  static GrowingLog qmp(Path file, String guest, String text) {
    return new GrowingLog(file, Format.QMP, guest, text);
  }

  /** The SOURCE of {@code lapse produce}. */
  String source() {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /** What {@code inputs} says of it. */
  String input() {
    return guest == null ? file.toString() : guest + "@" + file;
  }

  /** What a reader that is never disturbed takes from all of it. */
  List<LedgerInput> events() throws IOException {
    Path whole = Files.write(file.resolveSibling("whole"), bytes);
    SourceInput input =
        new SourceInput(
            "whole",
            whole,
            HOST,
            guest,
            format,
            CLOCK_ERROR_NANOS,
            null,
            CounterWhilePaused.UNKNOWN);
    List<LedgerInput> events = new ArrayList<>();
    Sources.of(input)
        .read(
            new HostEventSource.Sink() {
              @Override
              public void accept(LedgerInput event, Location where) {
                events.add(event);
              }

              @Override
              public void report(Problem problem) {
                throw new AssertionError(problem);
              }
            });
    return events;
  }

  /** Whether no more than a tenth is left. */
  boolean isNearlyWhole() {
    return written > bytes.length - bytes.length / 10;
  }

  /** Adds so many bytes, wherever in a line they end. */
  void write(int count) throws IOException {
    int to = Math.min(bytes.length, written + count);
    Files.write(
        file,
        Arrays.copyOfRange(bytes, written, to),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    written = to;
  }

  int size() {
    return bytes.length;
  }

  /** Ends the line that is begun, as a program does that is told to open its log again. */
  private void finishLine() throws IOException {
    int to = written;
    while (to > 0 && to < bytes.length && bytes[to - 1] != '\n') {
      to++;
    }
    write(to - written);
  }

  /** The file is renamed; the next byte goes to a new one. */
  void rotate() throws IOException {
    finishLine();
    for (int old = rotations; old > 0; old--) {
      Files.move(numbered(old), numbered(old + 1));
    }
    Files.move(file, numbered(1));
    rotations++;
  }

  /** The file is copied, then cut. */
  void copyAndTruncate() throws IOException {
    finishLine();
    for (int old = rotations; old > 0; old--) {
      Files.move(numbered(old), numbered(old + 1));
    }
    Files.copy(file, numbered(1));
    rotations++;
    Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
  }

  private Path numbered(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }
}
