package io.lapse.producers.source;

import io.lapse.producers.json.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** A file, for an adapter: it names what is wrong with the file, and with which of its lines. */
public final class SourceFile {
  private final SourceInput input;
  private final String expected;
  private final LineForm form;

  /**
   * The file of {@code input}, JSON line by line.
   *
   * @param expected what it should hold, as in {@code a QMP log}
   */
  public SourceFile(SourceInput input, String expected) {
    this(input, expected, LineForm.JSON);
  }

  /**
   * The file of {@code input}.
   *
   * @param expected what it should hold, as in {@code a QMP log}
   * @param form of its lines
   */
  public SourceFile(SourceInput input, String expected, LineForm form) {
    this.input = input;
    this.expected = expected;
    this.form = form;
  }

  /** Hands every line that is not blank to {@code handler}, and each complaint to {@code sink}. */
  public void read(HostEventSource.Sink sink, LineHandler handler) {
    readWhole(
        sink,
        file -> {
          if (!readLines(sink, handler)) {
            reportEmpty(sink);
          }
        });
  }

  /** Hands every line that is not blank to {@code log}, and then says that there are no more. */
  public void read(HostEventSource.Sink sink, LogReader log) {
    read(
        sink,
        line -> {
          log.take(line);
          return true;
        });
    log.end();
  }

  /**
   * The same for a file in which some line is of the log's format. Another one is refused whole, at
   * its first line.
   *
   * @param isOfFormat whether a line can be nothing else
   * @param refusal what is said of the first line of another file
   */
  public void read(
      HostEventSource.Sink sink,
      LogReader log,
      LineTest isOfFormat,
      Function<Line, String> refusal) {
    AtomicBoolean begun = new AtomicBoolean();
    read(
        sink,
        line -> {
          if (!begun.getAndSet(true) && !passes(line, isOfFormat) && !hasLine(isOfFormat)) {
            sink.report(Problem.refused(line.where(), refusal.apply(line)));
            return false;
          }
          log.take(line);
          return true;
        });
    log.end();
  }

  /** What was expected, and what {@code line} is instead. */
  public static String instead(String expected, Line line) {
    try {
      return "expected " + expected + ", found: " + MalformedException.excerpt(line.text());
    } catch (MalformedException e) {
      return "expected " + expected + ", found a line that is " + e.explanation();
    }
  }

  /**
   * Hands all that is in the file to {@code handler}, as one line, whatever ends there are in it.
   */
  public void readText(HostEventSource.Sink sink, LineHandler handler) {
    readWhole(
        sink,
        file -> {
          try (InputStream in = Files.newInputStream(file)) {
            Line all = LineReader.all(whole(), in, form);
            if (all.isBlank()) {
              reportEmpty(sink);
            } else {
              take(all, sink, handler);
            }
          }
        });
  }

  private void reportEmpty(HostEventSource.Sink sink) {
    sink.report(Problem.refused(whole(), "the file is empty: expected " + expected));
  }

  /** Hands the file to {@code handler}, and says why where it cannot be opened or read. */
  public void readWhole(HostEventSource.Sink sink, FileHandler handler) {
    try {
      handler.take(input.file());
    } catch (NoSuchFileException e) {
      sink.report(Problem.refused(whole(), "no such file: expected " + expected));
    } catch (IOException e) {
      String message = "cannot be read (" + reasonOf(e) + "): expected " + expected;
      sink.report(Problem.refused(whole(), message));
    }
  }

  private Location whole() {
    return new Location(input.path(), 0);
  }

  /** Whether a line passes {@code test}; false for a file that cannot be read. */
  public boolean hasLine(LineTest test) {
    try (LineReader lines = LineReader.open(input, form)) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        if (passes(line, test)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      // read() meets the same file and reports why.
      return false;
    }
  }

  private boolean readLines(HostEventSource.Sink sink, LineHandler handler) throws IOException {
    boolean some = false;
    try (LineReader lines = LineReader.open(input, form)) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) {
          continue;
        }
        some = true;
        if (!take(line, sink, handler)) {
          break;
        }
      }
    }
    return some;
  }

  private static boolean take(Line line, HostEventSource.Sink sink, LineHandler handler) {
    try {
      return handler.take(line);
    } catch (MalformedException e) {
      sink.report(Problem.refused(line.where(), e.explanation()));
      return true;
    }
  }

  private static boolean passes(Line line, LineTest test) {
    try {
      return !line.isBlank() && test.passes(line);
    } catch (MalformedException e) {
      return false;
    }
  }

  private String reasonOf(IOException e) {
    if (Files.isDirectory(input.file())) {
      return "it is a folder";
    }
    return e instanceof AccessDeniedException ? "no permission" : String.valueOf(e.getMessage());
  }

  /** What an adapter does with a whole file. */
  @FunctionalInterface
  public interface FileHandler {
    /**
     * Takes the file.
     *
     * @throws IOException if it cannot be opened or read
     */
    void take(Path file) throws IOException;
  }

  /** A question about a line. */
  @FunctionalInterface
  public interface LineTest {
    /** The answer; a line that cannot be decoded does not pass. */
    boolean passes(Line line) throws MalformedException;
  }
}
