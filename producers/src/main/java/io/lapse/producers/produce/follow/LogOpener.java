package io.lapse.producers.produce.follow;

import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LogReader;
import org.jspecify.annotations.Nullable;

/** Makes the reader of a log. */
@FunctionalInterface
public interface LogOpener {
  /**
   * A reader that goes on.
   *
   * @param memory of the reader before; null if there was none
   */
  LogReader open(HostEventSource.Sink sink, @Nullable String memory);
}
