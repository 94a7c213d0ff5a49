package io.lapse.producers.produce.follow;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.produce.Feed;
import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows what is written to a path, whichever file that is.
 *
 * <pre>
 *   renamed, another in its place   the old one is read to its end, then the new one
 *   cut, or written anew            from its beginning
 *   gone                            its rest is read, then it is waited for
 *   gone for good                   its rest is read, then it is over
 *   all of that between two lives   the old one is looked for beside the path
 * </pre>
 *
 * <p>All of it is one log: the reader's memory goes on.
 */
public final class FileFeed implements Feed {
  private static final int EVENTS_MAX = 1_000;
  private static final long BYTES_MAX = 4L << 20;

  /** Whoever renamed a file may write to it until it has heard of that. */
  private static final int QUIET_POLLS = 4;

  private final Path path;
  private final String name;
  private final LineForm form;
  private final long pollMillis;
  private final LogOpener opener;
  private final List<LedgerInput> events = new ArrayList<>();
  private final Deque<OpenFile> older = new ArrayDeque<>();
  private @Nullable OpenFile current;
  private @Nullable FilePosition left;
  private int quietPolls;

  /**
   * A feed of a path.
   *
   * @param name the path, as messages show it
   * @param form of its lines
   * @param pollMillis how long it waits before it looks again
   */
  public FileFeed(Path path, String name, LineForm form, long pollMillis, LogOpener opener) {
    this.path = path;
    this.name = name;
    this.form = form;
    this.pollMillis = pollMillis;
    this.opener = opener;
  }

  @Override
  public void run(FeedDesk desk) throws InterruptedException {
    left = position(desk);
    try {
      while (true) {
        try {
          follow(desk);
          return;
        } catch (IOException | UncheckedIOException e) {
          desk.down("cannot be read: " + e.getMessage());
          close();
          Thread.sleep(pollMillis);
        }
      }
    } finally {
      close();
    }
  }

  /** From what was left on: what was read since is read again. */
  private void follow(FeedDesk desk) throws IOException, InterruptedException {
    events.clear();
    LogReader log = opener.open(new Desk(desk), left == null ? null : left.memory());
    resume(desk);
    do {
      step(desk, log);
    } while (!isOver(desk));
    end(desk, log);
  }

  private void end(FeedDesk desk, LogReader log) throws InterruptedException {
    log.end();
    if (left != null && !events.isEmpty()) {
      desk.leave(List.copyOf(events), left.with(log.memory()).toString());
    }
  }

  /** Whether nothing is left to read, and nothing will come. */
  private boolean isOver(FeedDesk desk) {
    return desk.isGone() && current == null && older.isEmpty() && !Files.exists(path);
  }

  private @Nullable FilePosition position(FeedDesk desk) {
    try {
      return FilePosition.parse(desk.position());
    } catch (IllegalArgumentException e) {
      desk.report(problem("its position is damaged: it is read from its beginning"));
      return null;
    }
  }

  /** What the sink hears goes into the batch at hand; complaints are passed on. */
  private final class Desk implements HostEventSource.Sink {
    private final FeedDesk desk;

    private Desk(FeedDesk desk) {
      this.desk = desk;
    }

    @Override
    public void accept(LedgerInput input, Location where) {
      events.add(input);
    }

    @Override
    public void report(Problem problem) {
      desk.report(problem);
    }
  }

  /** Finds the file of the position again, under its path or beside it. */
  private void resume(FeedDesk desk) throws IOException {
    FilePosition position = left;
    if (position == null) {
      return;
    }
    OpenFile there = openOrNull();
    if (there != null) {
      if (there.key().equals(position.key()) && there.holds(position)) {
        there.resume(position);
        current = there;
        return;
      }
      there.close();
    }
    older.addAll(new RotatedFiles(path, form).from(position));
    current = older.poll();
    if (current == null) {
      desk.report(
          problem(
              "the file that was read up to byte "
                  + position.offset()
                  + " is gone: what was written to it since is lost"));
    }
  }

  private void step(FeedDesk desk, LogReader log) throws IOException, InterruptedException {
    if (current == null) {
      current = openOrNull();
    }
    OpenFile file = current;
    if (file == null) {
      desk.down("no such file");
      Thread.sleep(pollMillis);
      return;
    }
    if (file.isCut()) {
      restart(desk, file);
      return;
    }
    desk.up();
    if (read(desk, log, file)) {
      quietPolls = 0;
    } else if (desk.isGone() && !new RotatedFiles(path, form).have(file)) {
      finish(desk, log, file);
    } else if (!older.isEmpty() || isReplaced(file)) {
      waitOrFinish(desk, log, file);
    } else {
      quietPolls = 0;
      Thread.sleep(pollMillis);
    }
  }

  private @Nullable OpenFile openOrNull() throws IOException {
    try {
      return OpenFile.open(path, name, form);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Whether the path names another file by now. Nobody there: the old one may still be written. */
  private boolean isReplaced(OpenFile file) throws IOException {
    String key = OpenFile.keyOrNull(path);
    return key != null && !key.equals(file.key());
  }

  /** Reads a batch, and leaves it; false if there was nothing. */
  private boolean read(FeedDesk desk, LogReader log, OpenFile file)
      throws IOException, InterruptedException {
    long from = file.offset();
    while (events.size() < EVENTS_MAX && file.offset() - from < BYTES_MAX) {
      Line line = file.next();
      if (line == null) {
        break;
      }
      take(line, desk, log);
    }
    return file.offset() != from && leave(desk, log, file);
  }

  private static void take(Line line, FeedDesk desk, LogReader log) {
    if (line.isBlank()) {
      return;
    }
    try {
      log.take(line);
    } catch (MalformedException e) {
      desk.report(Problem.refused(line.where(), e.explanation()));
    }
  }

  private boolean leave(FeedDesk desk, LogReader log, OpenFile file)
      throws IOException, InterruptedException {
    FilePosition position = file.position(log.memory());
    desk.leave(List.copyOf(events), position.toString());
    events.clear();
    left = position;
    return true;
  }

  private void waitOrFinish(FeedDesk desk, LogReader log, OpenFile file)
      throws IOException, InterruptedException {
    // What was rotated before this life is no longer written.
    if (older.isEmpty() && ++quietPolls < QUIET_POLLS) {
      Thread.sleep(pollMillis);
      return;
    }
    finish(desk, log, file);
  }

  private void finish(FeedDesk desk, LogReader log, OpenFile file)
      throws IOException, InterruptedException {
    quietPolls = 0;
    Line rest = file.rest();
    if (rest != null) {
      take(rest, desk, log);
      leave(desk, log, file);
    }
    file.close();
    current = older.poll();
  }

  /** The same path, from its beginning; what a copy of the old content still holds comes first. */
  private void restart(FeedDesk desk, OpenFile file) throws IOException {
    FilePosition position = left;
    file.close();
    current = null;
    if (position == null || !position.key().equals(file.key())) {
      return;
    }
    older.addAll(new RotatedFiles(path, form).from(position));
    current = older.poll();
    if (current == null) {
      desk.report(
          problem(
              "the file was cut behind byte "
                  + position.offset()
                  + ": what was written to it since is lost, if anything was"));
    }
  }

  private Problem problem(String message) {
    return Problem.warning(new Location(name, 0), message);
  }

  private void close() {
    if (current != null) {
      older.push(current);
      current = null;
    }
    for (OpenFile file : older) {
      try {
        file.close();
      } catch (IOException e) {
        throw new IllegalStateException("a file that is only read must close: " + name, e);
      }
    }
    older.clear();
  }
}
