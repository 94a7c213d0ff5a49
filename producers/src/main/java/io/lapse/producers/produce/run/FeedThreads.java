package io.lapse.producers.produce.run;

import io.lapse.producers.produce.Feed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread for each input; inputs that appear later get one too. Those that a pattern named, and
 * names no more, are ended and forgotten.
 */
final class FeedThreads {
  private static final Logger LOG = LoggerFactory.getLogger(FeedThreads.class);
  private static final long END_SECONDS_MAX = 5;

  /** Rotation may leave a path without a file for a moment. */
  private static final int MISSING_SCANS = 3;

  private final List<InputPattern> patterns;
  private final Feeds feeds;
  private final Function<String, JournalDesk> desks;
  private final Map<String, Running> running = new HashMap<>();
  private @Nullable String failure;

  FeedThreads(List<InputPattern> patterns, Feeds feeds, Function<String, JournalDesk> desks) {
    this.patterns = patterns;
    this.feeds = feeds;
    this.desks = desks;
  }

  private static final class Running {
    private final InputPattern pattern;
    private final Thread thread;
    private final JournalDesk desk;
    private int missingScans;

    private Running(InputPattern pattern, Thread thread, JournalDesk desk) {
      this.pattern = pattern;
      this.thread = thread;
      this.desk = desk;
    }

    /** Whether it is over, and its position is forgotten. */
    private boolean isForgotten() {
      return desk.isGone() && !thread.isAlive() && desk.forget();
    }

    private void found() {
      missingScans = 0;
      desk.gone(false);
    }

    private void missing() {
      missingScans++;
      if (missingScans < MISSING_SCANS) {
        return;
      }
      if (desk.isGone() && !desk.isUp()) {
        // It waits, and has left what it had read. One that is up has more to read.
        thread.interrupt();
      }
      desk.gone(true);
    }
  }

  /**
   * Starts feeds for inputs that have none, and ends those of guests that are gone.
   *
   * @throws ConfigException if one cannot be followed
   */
  synchronized void scan() {
    running.values().removeIf(Running::isForgotten);
    Set<String> found = new HashSet<>();
    Set<InputPattern> searched = new HashSet<>();
    for (InputPattern pattern : patterns) {
      try {
        for (Input input : pattern.inputs()) {
          found.add(input.name());
          if (!running.containsKey(input.name())) {
            start(pattern, input);
          }
        }
        searched.add(pattern);
      } catch (IOException e) {
        LOG.atWarn()
            .addKeyValue("input", pattern.address().text())
            .addKeyValue("reason", e.getMessage())
            .log("cannot look for inputs");
      }
    }
    running.forEach(
        (name, one) -> {
          if (found.contains(name)) {
            one.found();
          } else if (searched.contains(one.pattern)) {
            one.missing();
          }
        });
  }

  private void start(InputPattern pattern, Input input) {
    Feed feed = feeds.of(input);
    JournalDesk desk = desks.apply(input.name());
    Thread thread = new Thread(() -> run(input.name(), feed, desk), "feed " + input.name());
    thread.setDaemon(true);
    running.put(input.name(), new Running(pattern, thread, desk));
    thread.start();
  }

  private void run(String name, Feed feed, JournalDesk desk) {
    try {
      feed.run(desk);
      desk.down(desk.isGone() ? "it is gone" : "it is over");
    } catch (InterruptedException e) {
      LOG.atDebug().addKeyValue("feed", name).log("stopped");
    } catch (IOException e) {
      desk.down(String.valueOf(e.getMessage()));
      fail(name + ": " + e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.atError().setCause(e).addKeyValue("feed", name).log("a feed failed");
      fail(name + ": internal error: " + e);
    }
  }

  private synchronized void fail(String why) {
    failure = why;
  }

  /** Why an input is no longer read; null if all are. */
  synchronized @Nullable String failure() {
    return failure;
  }

  synchronized int count(boolean isUp) {
    return (int) running.values().stream().filter(one -> one.desk.isUp() == isUp).count();
  }

  /** Stops them; what they have left is in the journal. */
  void stop() {
    List<Thread> threads = new ArrayList<>();
    synchronized (this) {
      running.values().forEach(one -> threads.add(one.thread));
    }
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS_MAX));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
