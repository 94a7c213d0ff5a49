package io.lapse.producers.produce.run;

import io.lapse.producers.produce.Feed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread for each input; inputs that appear later get one too. */
final class FeedThreads {
  private static final Logger LOG = LoggerFactory.getLogger(FeedThreads.class);
  private static final long END_SECONDS_MAX = 5;

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

  private record Running(Thread thread, JournalDesk desk) {}

  /**
   * Starts feeds for inputs that have none.
   *
   * @throws ConfigException if one cannot be followed
   */
  synchronized void scan() {
    for (InputPattern pattern : patterns) {
      try {
        for (Input input : pattern.inputs()) {
          if (!running.containsKey(input.name())) {
            start(input);
          }
        }
      } catch (IOException e) {
        LOG.atWarn()
            .addKeyValue("input", pattern.address().text())
            .addKeyValue("reason", e.getMessage())
            .log("cannot look for inputs");
      }
    }
  }

  private void start(Input input) {
    Feed feed = feeds.of(input);
    JournalDesk desk = desks.apply(input.name());
    Thread thread = new Thread(() -> run(input.name(), feed, desk), "feed " + input.name());
    thread.setDaemon(true);
    running.put(input.name(), new Running(thread, desk));
    thread.start();
  }

  private void run(String name, Feed feed, JournalDesk desk) {
    try {
      feed.run(desk);
      desk.down("it is over");
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
    return (int) running.values().stream().filter(one -> one.desk().isUp() == isUp).count();
  }

  /** Stops them; what they have left is in the journal. */
  void stop() {
    List<Thread> threads = new ArrayList<>();
    synchronized (this) {
      running.values().forEach(one -> threads.add(one.thread()));
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
