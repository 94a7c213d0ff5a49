package io.lapse.streamsapp.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of a label that anybody may make up: the first of them as they are, and one for the
 * rest, so that the series of an instance are bounded. Any thread asks it.
 */
final class BoundedLabel {
  /** Stands for all values beyond the limit. */
  static final String OTHER = "other";

  /** Stands for none. */
  static final String UNKNOWN = "unknown";

  private final int valuesMax;
  private final Set<String> values = ConcurrentHashMap.newKeySet();

  BoundedLabel(int valuesMax) {
    this.valuesMax = valuesMax;
  }

  /** What the label says of a value; null and empty are {@link #UNKNOWN}. */
  String of(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return UNKNOWN;
    }
    if (values.contains(value)) {
      return value;
    }
    return added(value) ? value : OTHER;
  }

  private synchronized boolean added(String value) {
    return values.contains(value) || (values.size() < valuesMax && values.add(value));
  }
}
