package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.Counters.lower;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.OutageKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;

/** Outages, each when its length is first known, or seems to remain unknown. */
final class OutageMeters {
  /** What a guest does not notice, up to where its kernel no longer catches up. */
  private static final double[] OUTAGE_SECONDS = {
    .01, .025, .05, .1, .2, .3, .5, .9, 1, 2, 5, 10, 30, 60, 300, 440
  };

  private static final double[] UNCERTAINTY_SECONDS = {
    .000_001, .000_01, .000_1, .001, .005, .01, .05, .1, .25, .5, 1, 5, 16
  };

  private final Counters outages;
  private final Counters negative;
  private final Histograms lengths;
  private final Histograms shifts;
  private final Histograms uncertainties;

  OutageMeters(MeterRegistry registry) {
    outages =
        new Counters(
            registry,
            "lapse.outages",
            "Outages that ended, by what they were and how they ended.",
            "kind",
            "zone",
            "outcome");
    negative =
        new Counters(
            registry, "lapse.tout.negative", "Outages whose Tout is certainly negative.", "zone");
    lengths =
        Histograms.ofSeconds(
            registry,
            "lapse.outage",
            "How long outages lasted: restart less stop, 0 where that is negative.",
            OUTAGE_SECONDS,
            "kind",
            "zone");
    shifts =
        Histograms.ofSeconds(
            registry,
            "lapse.tout",
            "By how much TAI moved over outages, whichever way: the magnitude of Tout.",
            OUTAGE_SECONDS,
            "kind",
            "zone");
    uncertainties =
        Histograms.ofSeconds(
            registry,
            "lapse.tout.uncertainty",
            "What Tout may be off by, either way.",
            UNCERTAINTY_SECONDS,
            "producer");
  }

  /** A guest of the zone is known: its counters begin with 0, so that their first step is seen. */
  void expect(String zone) {
    for (OutageKind kind : OutageKind.values()) {
      for (Ending ending : Ending.values()) {
        outages.of(lower(kind), zone, lower(ending));
      }
    }
    negative.of(zone);
  }

  void on(Booked booked) {
    for (Entry entry : booked.newly(EndedOutages::isMeasured)) {
      count(booked, entry, Ending.of(entry, booked.history()));
      measured(booked, entry);
    }
    // Of these the other end may still come: then they are counted again, as what they were.
    for (Entry entry : booked.newly(EndedOutages::isLost)) {
      count(booked, entry, Ending.LOST);
    }
    for (Entry entry : booked.newly(EndedOutages::isSuperseded)) {
      count(booked, entry, Ending.SUPERSEDED);
    }
  }

  private void count(Booked booked, Entry entry, Ending ending) {
    outages.of(Booked.kind(entry.kind()), booked.zone(), lower(ending)).increment();
  }

  private void measured(Booked booked, Entry entry) {
    String kind = Booked.kind(entry.kind());
    long tout = Booked.tout(entry);
    long error = Objects.requireNonNull(entry.toutErrorNanos());
    double seconds = Histograms.seconds(tout);
    lengths.of(kind, booked.zone()).record(Math.max(0, seconds));
    shifts.of(kind, booked.zone()).record(Math.abs(seconds));
    uncertainties.of(booked.producer()).record(Histograms.seconds(error));
    if (tout < -error) {
      negative.of(booked.zone()).increment();
    }
  }
}
