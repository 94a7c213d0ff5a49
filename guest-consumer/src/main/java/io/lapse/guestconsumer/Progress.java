package io.lapse.guestconsumer;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How far a guest consumer has come. Its own thread writes it, any thread reads it. */
final class Progress {
  /** Longer without an answer from the brokers, and something is wrong with the consumer. */
  static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private final LongSupplier nanoTime;
  private final long startedNanos;
  private volatile Consumer<Phase> observer = phase -> {};
  private volatile Phase phase = Phase.STARTING;
  private volatile long polledNanos;

  /**
   * What it does.
   *
   * <pre>
   *   STARTING -> RESTORING -> CATCHING_UP -> FOLLOWING;  from each: -> ENDED
   * </pre>
   */
  enum Phase {
    /** It waits for its predecessor's transactions. */
    STARTING,
    /** It reads which notices were answered. */
    RESTORING,
    /** It answers notices that were there before it. */
    CATCHING_UP,
    /** It has come to the end of what was there. */
    FOLLOWING,
    ENDED
  }

  /**
   * It starts now.
   *
   * @param nanoTime {@link System#nanoTime}, or a test's own
   */
  Progress(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.startedNanos = nanoTime.getAsLong();
    this.polledNanos = startedNanos;
  }

  /** Tells of each change, on the consumer's own thread. */
  void observe(Consumer<Phase> changes) {
    observer = changes;
  }

  void is(Phase now) {
    phase = now;
    observer.accept(now);
  }

  Phase phase() {
    return phase;
  }

  /** The brokers answered. */
  void polled() {
    polledNanos = nanoTime.getAsLong();
  }

  Duration sinceStart() {
    return Duration.ofNanos(nanoTime.getAsLong() - startedNanos);
  }

  /** Why it should be started again; null if it should not. */
  @Nullable String ailment() {
    if (phase == Phase.ENDED) {
      return "it has ended";
    }
    Duration silence = Duration.ofNanos(nanoTime.getAsLong() - polledNanos);
    return silence.compareTo(SILENCE_MAX) > 0
        ? "it has not read for " + silence.toSeconds() + " s"
        : null;
  }

  /** Why it does not answer notices as they come; null if it does. */
  @Nullable String unreadiness() {
    return switch (phase) {
      case STARTING -> "it waits for its predecessor";
      case RESTORING -> "it learns which notices were answered";
      case CATCHING_UP -> "it answers notices from before its start";
      case FOLLOWING -> null;
      case ENDED -> "it has ended";
    };
  }
}
