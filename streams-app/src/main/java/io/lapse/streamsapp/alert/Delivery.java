package io.lapse.streamsapp.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of messages. */
public sealed interface Delivery {
  /** The receiver has them. */
  record Delivered() implements Delivery {}

  /**
   * It has none of them now, but may later.
   *
   * @param answered whether it was the receiver that said so; else it could not be reached
   * @param after how long it asked to be left alone; null if it did not say
   */
  record Later(boolean answered, @Nullable Duration after, String reason) implements Delivery {}

  /** It will never take them, or one of them. */
  record Refused(String reason) implements Delivery {}
}
