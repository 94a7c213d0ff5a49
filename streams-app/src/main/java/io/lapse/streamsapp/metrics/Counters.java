package io.lapse.streamsapp.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of one name, by the values of their labels. Each is looked for once. */
final class Counters {
  private final MeterRegistry registry;
  private final String name;
  private final String description;
  private final List<String> labels;
  private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param name with dots, without the unit and {@code total}
   */
  Counters(MeterRegistry registry, String name, String description, String... labels) {
    this.registry = registry;
    this.name = name;
    this.description = description;
    this.labels = List.of(labels);
  }

  /** That of the values, one a label; it is served from now on. */
  Counter of(String... values) {
    return counters.computeIfAbsent(List.of(values), this::register);
  }

  private Counter register(List<String> values) {
    return Counter.builder(name)
        .description(description)
        .tags(tags(labels, values))
        .register(registry);
  }

  static List<Tag> tags(List<String> labels, List<String> values) {
    if (labels.size() != values.size()) {
      throw new IllegalArgumentException(
          "values must be one for each of " + labels + ": " + values);
    }
    List<Tag> tags = new ArrayList<>(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      tags.add(Tag.of(labels.get(i), values.get(i)));
    }
    return tags;
  }

  /** A constant as labels have it. */
  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
