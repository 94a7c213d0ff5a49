package io.lapse.producers.produce.run;

import io.lapse.producers.produce.journal.Journal;
import io.lapse.producers.produce.send.SendListener;
import io.lapse.producers.source.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What is counted. No label names a guest, or a file: there may be very many. */
final class ProduceMeters implements SendListener {
  private static final double MILLIS = 1e3;

  private final MeterRegistry registry;
  private final Counter read;
  private final Counter sent;
  private final Counter refused;
  private final Counter failures;
  private final Map<Problem.Severity, Counter> problems = new EnumMap<>(Problem.Severity.class);

  ProduceMeters(MeterRegistry registry) {
    this.registry = registry;
    read = counter("lapse.produce.events.read", "Events that were read and kept in the journal.");
    sent = counter("lapse.produce.events.sent", "Events that are in Kafka, or were set aside.");
    refused = counter("lapse.produce.events.refused", "Events that Kafka will never take.");
    failures = counter("lapse.produce.send.failures", "Times that a client of Kafka gave up.");
    for (Problem.Severity severity : Problem.Severity.values()) {
      problems.put(
          severity,
          Counter.builder("lapse.produce.problems")
              .description("Lines and files that could not be taken, or look odd.")
              .tag("severity", severity.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  void watch(Journal journal, LongSupplier oldestMillis) {
    Gauge.builder("lapse.produce.journal.bytes", journal, Journal::bytes)
        .description("How much disk the journal takes.")
        .register(registry);
    gauge(
        "lapse.produce.unsent.age.seconds",
        "How long the oldest batch waits that is not in Kafka; 0 if all is.",
        () -> {
          long oldest = oldestMillis.getAsLong();
          return oldest == 0 ? 0 : Math.max(0, System.currentTimeMillis() - oldest) / MILLIS;
        });
  }

  void watchFeeds(String state, Supplier<Number> count) {
    Gauge.builder("lapse.produce.feeds", count)
        .description("Inputs: those that are read, and those that are waited for.")
        .tag("state", state)
        .register(registry);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  void read(int events) {
    read.increment(events);
  }

  void problem(Problem problem) {
    Counter counter = problems.get(problem.severity());
    if (counter != null) {
      counter.increment();
    }
  }

  @Override
  public void sent(int events) {
    sent.increment(events);
  }

  @Override
  public void refused() {
    refused.increment();
  }

  @Override
  public void failing(String why) {
    failures.increment();
  }
}
