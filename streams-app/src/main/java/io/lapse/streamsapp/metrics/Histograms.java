package io.lapse.streamsapp.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The histograms of one name, by the values of their labels. Each is looked for once. */
final class Histograms {
  private static final double SECOND_NANOS = 1e9;

  private final MeterRegistry registry;
  private final String name;
  private final @Nullable String unit;
  private final String description;
  private final double[] buckets;
  private final List<String> labels;
  private final Map<List<String>, DistributionSummary> histograms = new ConcurrentHashMap<>();

  private Histograms(
      MeterRegistry registry,
      String name,
      @Nullable String unit,
      String description,
      double[] buckets,
      List<String> labels) {
    this.registry = registry;
    this.name = name;
    this.unit = unit;
    this.description = description;
    this.buckets = buckets;
    this.labels = labels;
  }

  /**
   * Of durations.
   *
   * @param name with dots, without the unit
   * @param buckets their upper ends, in seconds
   */
  static Histograms ofSeconds(
      MeterRegistry registry, String name, String description, double[] buckets, String... labels) {
    return new Histograms(registry, name, "seconds", description, buckets, List.of(labels));
  }

  /** Of numbers of things that the name tells. */
  static Histograms ofNumbers(
      MeterRegistry registry, String name, String description, double[] buckets, String... labels) {
    return new Histograms(registry, name, null, description, buckets, List.of(labels));
  }

  /** That of the values, one a label; it is served from now on. */
  DistributionSummary of(String... values) {
    return histograms.computeIfAbsent(List.of(values), this::register);
  }

  private DistributionSummary register(List<String> values) {
    return DistributionSummary.builder(name)
        .baseUnit(unit)
        .description(description)
        .serviceLevelObjectives(buckets)
        .tags(Counters.tags(labels, values))
        .register(registry);
  }

  /** Prometheus' unit of time. */
  static double seconds(long nanos) {
    return nanos / SECOND_NANOS;
  }
}
