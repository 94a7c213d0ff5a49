package io.lapse.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A registry that serves what others count in Prometheus' units and under names as Prometheus wants
 * them: {@code promtool check metrics} has nothing to say about it. Kafka and the Java virtual
 * machine count in ns and ms, and call numbers of things their count.
 */
final class BaseUnits extends PrometheusMeterRegistry {
  private static final double SECOND_NANOS = 1e9;
  private static final double SECOND_MILLIS = 1e3;
  private static final String SECONDS = "seconds";

  /** So ends, before its total or average, what is counted in ns. */
  private static final String NANOS = ".ns";

  private static final String MILLIS = ".ms";
  private static final String AVERAGE = ".avg";
  private static final String TOTAL = ".total";
  private static final String COUNT = ".count";

  BaseUnits() {
    super(PrometheusConfig.DEFAULT);
  }

  @Override
  protected <T> FunctionCounter newFunctionCounter(
      Meter.Id id, T counted, ToDoubleFunction<T> count) {
    String name = without(id.getName(), TOTAL);
    if (name.endsWith(NANOS)) {
      return super.newFunctionCounter(
          seconds(id, without(name, NANOS)), counted, scaled(count, SECOND_NANOS));
    }
    return "ns".equals(id.getBaseUnit())
        ? super.newFunctionCounter(seconds(id, name), counted, scaled(count, SECOND_NANOS))
        : super.newFunctionCounter(id, counted, count);
  }

  @Override
  protected <T> Gauge newGauge(Meter.Id id, @Nullable T looked, ToDoubleFunction<T> value) {
    String name = id.getName();
    if (name.endsWith(NANOS + AVERAGE)) {
      return super.newGauge(
          seconds(id, without(name, NANOS + AVERAGE) + AVERAGE),
          looked,
          scaled(value, SECOND_NANOS));
    }
    if (name.endsWith(MILLIS)) {
      return super.newGauge(
          seconds(id, without(name, MILLIS)), looked, scaled(value, SECOND_MILLIS));
    }
    // A count is part of a histogram: a number of things is called by their name.
    return name.endsWith(COUNT)
        ? super.newGauge(id.withName(without(name, COUNT) + "s"), looked, value)
        : super.newGauge(id, looked, value);
  }

  private static <T> ToDoubleFunction<T> scaled(ToDoubleFunction<T> value, double parts) {
    return each -> value.applyAsDouble(each) / parts;
  }

  private static Meter.Id seconds(Meter.Id id, String name) {
    return id.withName(name).withBaseUnit(SECONDS);
  }

  private static String without(String name, String end) {
    return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
  }
}
