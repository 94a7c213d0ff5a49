package io.lapse.streamsapp.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of one name, by the values of their labels: collected, then shown all at once. What is
 * not collected again is served no more; what is stays the same series, so that no scrape misses
 * it. One thread at a time calls it.
 */
final class Gauges {
  private final MeterRegistry registry;
  private final String name;
  private final @Nullable String unit;
  private final String description;
  private final List<String> labels;
  private final Map<List<String>, Double> collected = new HashMap<>();
  private final Map<List<String>, Shown> shown = new HashMap<>();

  /** A series that is served. */
  private static final class Shown {
    private volatile double value;
    private @Nullable Gauge gauge;

    double value() {
      return value;
    }
  }

  /**
   * None yet.
   *
   * @param name with dots, without the unit
   */
  Gauges(
      MeterRegistry registry,
      String name,
      @Nullable String unit,
      String description,
      String... labels) {
    this.registry = registry;
    this.name = name;
    this.unit = unit;
    this.description = description;
    this.labels = List.of(labels);
  }

  /** Adds to that of the values, one a label. */
  void add(double value, String... values) {
    collected.merge(List.of(values), value, Double::sum);
  }

  /** Takes from that of the values, if there is one, down to 0. */
  void less(double value, String... values) {
    collected.computeIfPresent(List.of(values), (key, sum) -> Math.max(0, sum - value));
  }

  /** Serves what was collected since the last time, and nothing else. */
  void show() {
    collected.forEach(this::show);
    shown
        .entrySet()
        .removeIf(
            entry -> {
              boolean isGone = !collected.containsKey(entry.getKey());
              if (isGone && entry.getValue().gauge != null) {
                registry.remove(entry.getValue().gauge);
              }
              return isGone;
            });
    collected.clear();
  }

  private void show(List<String> values, double value) {
    Shown series = shown.computeIfAbsent(values, key -> new Shown());
    series.value = value;
    if (series.gauge == null) {
      series.gauge =
          Gauge.builder(name, series, Shown::value)
              .strongReference(true)
              .baseUnit(unit)
              .description(description)
              .tags(Counters.tags(labels, values))
              .register(registry);
    }
  }
}
