package io.lapse.streamsapp;

import io.lapse.telemetry.Health;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams.State;
import org.jspecify.annotations.Nullable;

/**
 * Whether the ledger should be left running, and whether it does its work.
 *
 * <p>An outage of the brokers is no reason to start it again: its threads go on asking, and it goes
 * on when they answer. Nor is a long restore. A thread that asks no more is one, or that is gone.
 */
final class LedgerHealth {
  /** A thread that died is replaced at once; one that is missed for longer is not. */
  static final Duration MISSING_MAX = Duration.ofSeconds(60);

  private final Vitals vitals;
  private final Restoration restoration;
  private final Limits limits;
  private final LongSupplier nanoTime;
  private @Nullable Long missingSinceNanos;

  /** What is looked at. */
  interface Vitals {
    State state();

    /** Why it gave up; null if it did not. */
    @Nullable Throwable failure();

    /** By the names of the threads that live: how long ago each asked for records. */
    Map<String, Duration> silences();
  }

  /**
   * What is normal.
   *
   * @param threads how many there should be
   * @param silenceMax a thread that has asked for no records for longer is stuck; its group thinks
   *     so too, and has given its work to another
   */
  record Limits(int threads, Duration silenceMax) {}

  /**
   * Nothing is wrong yet.
   *
   * @param nanoTime {@link System#nanoTime}, or a test's own
   */
  LedgerHealth(Vitals vitals, Restoration restoration, Limits limits, LongSupplier nanoTime) {
    this.vitals = vitals;
    this.restoration = restoration;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** Well while it should be left running. */
  Health live() {
    return Health.unquestioned().with("application", this::end).with("threads", this::threads);
  }

  /** Well while it does its work, too. */
  Health ready() {
    return live().with("state", this::unreadiness);
  }

  private @Nullable String end() {
    Throwable failure = vitals.failure();
    if (failure != null) {
      return "it gave up: " + failure.getMessage();
    }
    return switch (vitals.state()) {
      case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN -> null;
      case PENDING_ERROR, ERROR, NOT_RUNNING -> "it has ended";
    };
  }

  private @Nullable String threads() {
    Map<String, Duration> silences = vitals.silences();
    for (Map.Entry<String, Duration> silence : silences.entrySet()) {
      if (silence.getValue().compareTo(limits.silenceMax()) > 0) {
        return silence.getKey()
            + " has not asked for records for "
            + silence.getValue().toSeconds()
            + " s";
      }
    }
    return isMissingForLong(silences.size() < limits.threads())
        ? silences.size() + " of " + limits.threads() + " threads are left"
        : null;
  }

  private synchronized boolean isMissingForLong(boolean isMissing) {
    State state = vitals.state();
    if (!isMissing || (state != State.RUNNING && state != State.REBALANCING)) {
      missingSinceNanos = null;
      return false;
    }
    long now = nanoTime.getAsLong();
    if (missingSinceNanos == null) {
      missingSinceNanos = now;
    }
    return now - missingSinceNanos > MISSING_MAX.toNanos();
  }

  private @Nullable String unreadiness() {
    if (restoration.ongoing() > 0) {
      return "it restores "
          + restoration.ongoing()
          + " stores; about "
          + restoration.left()
          + " records are left";
    }
    State state = vitals.state();
    return state == State.RUNNING ? null : "it is " + state;
  }
}
