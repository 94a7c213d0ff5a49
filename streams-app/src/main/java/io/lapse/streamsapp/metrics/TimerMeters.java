package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.Counters.lower;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The timers that outages are estimated to have let expire at once. */
final class TimerMeters {
  private static final double[] NUMBERS = {1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 100_000};

  private final Histograms sizes;
  private final Counters expired;
  private final BurstSizes bursts;

  TimerMeters(MeterRegistry registry, BurstSizes bursts) {
    this.bursts = bursts;
    sizes =
        Histograms.ofNumbers(
            registry,
            "lapse.outage.expired.timers",
            "How many timers of a clock fell due in an outage, as estimated.",
            NUMBERS,
            "clock");
    expired =
        new Counters(
            registry,
            "lapse.expired.timers",
            "Timers that fell due in outages, as estimated.",
            "clock",
            "zone");
  }

  void on(Booked booked) {
    for (Entry entry : booked.newly(TimerMeters::isEstimated)) {
      ExpiryEstimate estimate = Objects.requireNonNull(entry.expired());
      for (TimerClock clock : TimerClock.values()) {
        BaseExpiry base = of(estimate, clock);
        if (base != null) {
          sizes.of(lower(clock)).record((double) base.expected());
          expired.of(lower(clock), booked.zone()).increment((double) base.expected());
        }
      }
      bursts.add(booked.zone(), estimate.highTotal());
    }
  }

  private static boolean isEstimated(Entry entry) {
    return entry.expired() != null && entry.expired().monotonic() != null;
  }

  private static @Nullable BaseExpiry of(ExpiryEstimate estimate, TimerClock clock) {
    return switch (clock) {
      case MONOTONIC -> estimate.monotonic();
      case BOOTTIME -> estimate.boottime();
      case REALTIME -> estimate.realtime();
      case TAI -> estimate.tai();
    };
  }
}
