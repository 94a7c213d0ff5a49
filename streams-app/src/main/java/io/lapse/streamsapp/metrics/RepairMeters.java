package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.Counters.lower;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Alert.State;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.catchup.CatchUpLimits;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who made up for outages, and how late. */
final class RepairMeters {
  private static final double[] STALE_SECONDS = {
    .01, .1, .5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 21_600, 86_400
  };

  /** Who made up for it. */
  private enum Method {
    /** The host advanced the counter. */
    TSC,
    /** The guest's kernel stepped its clock at a notice. */
    GUEST_INJECT,
    /** Its daemon or agent set the clock: an observation shows it. */
    AGENT_SET_TIME,
    /** Nobody, when its length was first known. */
    NONE
  }

  /** How the clock became right again. */
  private enum Repair {
    STEP,
    SLEW,
    NONE
  }

  /** The highest limit that the advance of a counter went beyond. */
  private enum Limit {
    MAX_IDLE,
    MAX_CYCLES,
    WRAP
  }

  private final Counters compensated;
  private final Counters beyond;
  private final Counters regressions;
  private final Histograms stale;

  RepairMeters(MeterRegistry registry) {
    compensated =
        new Counters(
            registry, "lapse.compensated", "Outages that were made up for, by whom.", "method");
    beyond =
        new Counters(
            registry,
            "lapse.clocksource.limit.exceeded",
            "Advances of a guest's counter, by the highest limit that they went beyond.",
            "clocksource",
            "limit",
            "zone");
    regressions =
        new Counters(
            registry,
            "lapse.sequence.regressions",
            "Reactions to a notice that is older than one that the guest had seen before.",
            "zone");
    stale =
        Histograms.ofSeconds(
            registry,
            "lapse.stale.window",
            "From a restart until the guest's wall clock was right again.",
            STALE_SECONDS,
            "zone",
            "repair");
    for (Method method : Method.values()) {
      compensated.of(lower(method));
    }
  }

  /** A guest of the zone is known: its counters begin with 0, so that their first step is seen. */
  void expect(String zone) {
    regressions.of(zone);
  }

  void on(Booked booked) {
    for (Entry entry : booked.newly(EndedOutages::isMeasured)) {
      if (!isCompensated(entry)) {
        compensated.of(lower(Method.NONE)).increment();
      }
    }
    for (Entry entry : booked.newly(RepairMeters::isCompensated)) {
      compensated.of(lower(Method.TSC)).increment();
      advanced(booked, entry);
    }
    if (booked.input() instanceof GuestEvent.ClockObservation && adjusts(booked)) {
      compensated.of(lower(Method.AGENT_SET_TIME)).increment();
    }
    if (booked.input() instanceof GuestEvent.Reacted && adjusts(booked)) {
      compensated.of(lower(Method.GUEST_INJECT)).increment();
    }
    booked.step().alerts().stream()
        .filter(
            alert ->
                alert.violation() == Violation.UNACCOUNTED_TIME && alert.state() == State.RESOLVED)
        .forEach(alert -> repaired(booked, alert));
  }

  /** A guest answered; of what comes out of order nothing can be said. */
  void reacted(Booked booked, GuestEvent.Reacted reaction) {
    TaiInstant newest = booked.step().next().counts().watermark().newest();
    long seen = booked.step().next().books().reactions().seen();
    boolean isNewest = newest == null || !reaction.stamp().at().isBefore(newest);
    if (isNewest && reaction.noticeSequence() < seen) {
      regressions.of(booked.zone()).increment();
    }
  }

  private static boolean isCompensated(Entry entry) {
    return entry.amounts() != null && entry.amounts().compensatedNanos() != 0;
  }

  private static boolean adjusts(Booked booked) {
    return booked.history().stream()
        .anyMatch(record -> record.type() == HistoryRecord.Type.ADJUSTMENT);
  }

  private void advanced(Booked booked, Entry entry) {
    GuestEvent.Profile profile = booked.step().next().profile();
    if (profile == null || entry.amounts() == null) {
      return;
    }
    long advance = entry.amounts().compensatedNanos();
    CatchUpLimits.exceededBy(advance, profile)
        .ifPresent(
            limits ->
                beyond
                    .of(
                        // Limits are known of six names alone.
                        String.valueOf(profile.clocksource()).toLowerCase(Locale.ROOT),
                        lower(limit(limits, advance)),
                        booked.zone())
                    .increment());
  }

  private static Limit limit(CatchUpLimits limits, long advance) {
    if (limits.wraps() && advance > limits.wrapNanos()) {
      return Limit.WRAP;
    }
    return advance > limits.maxCyclesNanos() ? Limit.MAX_CYCLES : Limit.MAX_IDLE;
  }

  private void repaired(Booked booked, Alert alert) {
    Repair repair =
        booked.input() instanceof GuestEvent.Reacted
            ? Repair.STEP
            : booked.input() instanceof GuestEvent.ClockObservation ? Repair.SLEW : Repair.NONE;
    restarted(booked, alert.outageId())
        .ifPresent(
            from ->
                stale
                    .of(booked.zone(), lower(repair))
                    .record(Math.max(0, Histograms.seconds(from.nanosUntil(alert.at())))));
  }

  /** When the outage ended: the step may have moved it; else the books know, if it can change. */
  private static Optional<TaiInstant> restarted(Booked booked, String outageId) {
    Stream<Entry> moved =
        booked.history().stream()
            .filter(record -> record.type() != HistoryRecord.Type.REVERSAL)
            .map(HistoryRecord::entry);
    return Stream.concat(
            moved, Stream.of(booked).flatMap(each -> each.step().next().entries().stream()))
        .filter(entry -> entry.outageId().equals(outageId))
        .map(Entry::restartedAt)
        .flatMap(Stream::ofNullable)
        .findFirst();
  }
}
