package io.lapse.streamsapp.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What one sink has done, and holds. */
final class AlertMeters {
  /** What became of an alert. */
  enum Outcome {
    /** An opening was taken by the receiver. */
    SENT,
    /** It was told again what fires, or is over. */
    RESENT,
    /** A resolution was taken by the receiver. */
    RESOLVED,
    /** It did not take a message, and is asked again. */
    RETRIED,
    /** It will never take it, or nobody could read it. */
    REFUSED,
    /** It was too old when it was first read. */
    TOO_OLD,
    /** The receiver knows it, or need not. */
    DUPLICATE
  }

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofHours(1)
  };

  private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
  private final AtomicInteger firing = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Timer delay;

  AlertMeters(MeterRegistry registry, String receiver) {
    for (Outcome outcome : Outcome.values()) {
      counters.put(
          outcome,
          Counter.builder("lapse.alerts.sent")
              .description("Alerts that were read, and what receivers were told, by what became.")
              .tag("receiver", receiver)
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    Gauge.builder("lapse.alerts.firing", firing, AtomicInteger::doubleValue)
        .description("Alerts that this instance tells the receiver fire.")
        .tag("receiver", receiver)
        .register(registry);
    Gauge.builder("lapse.alerts.pending", waiting, AtomicInteger::doubleValue)
        .description("Messages that were read and that the receiver has not taken yet.")
        .tag("receiver", receiver)
        .register(registry);
    delay =
        Timer.builder("lapse.alert.delivery")
            .description("From the append of an alert to its topic until the receiver took it.")
            .tag("receiver", receiver)
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  void count(Outcome outcome) {
    counter(outcome).increment();
  }

  double counted(Outcome outcome) {
    return counter(outcome).count();
  }

  private Counter counter(Outcome outcome) {
    Counter counter = counters.get(outcome);
    if (counter == null) {
      throw new IllegalStateException("every outcome must have a counter: " + outcome);
    }
    return counter;
  }

  void took(long millis) {
    delay.record(Duration.ofMillis(Math.max(0, millis)));
  }

  void hold(int firingNow, int waitingNow) {
    firing.set(firingNow);
    waiting.set(waitingNow);
  }
}
