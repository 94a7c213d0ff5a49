package io.lapse.streamsapp.alert;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where alerts go. One thread uses it. */
public interface AlertSink extends AutoCloseable {
  /** As the configuration and the metrics call it. */
  String name();

  /** How many messages it takes at once; at least 1. */
  int batchMax();

  /** How often it is told what still fires; null: never, it remembers. */
  @Nullable Duration resend();

  /**
   * Tells the receiver. Returns in bounded time, however slow the receiver is, and throws nothing
   * for what the receiver does.
   *
   * @param messages of different alerts, at least one, at most {@link #batchMax}
   */
  Delivery deliver(List<AlertMessage> messages);

  @Override
  default void close() {}
}
