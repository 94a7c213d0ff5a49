package io.lapse.producers.produce.run;

import io.lapse.producers.produce.Feed;
import org.apache.kafka.common.config.ConfigException;

/** Makes the feed of an input: the one place that knows which feed reads what. */
public interface Feeds {
  /**
   * The feed; nothing is opened before it runs.
   *
   * @throws ConfigException if the format cannot be followed there
   */
  Feed of(Input input);
}
