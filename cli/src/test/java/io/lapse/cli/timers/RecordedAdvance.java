package io.lapse.cli.timers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent.Inventory;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.ledger.timers.ExpiryEstimator;
import io.lapse.ledger.timers.ExpiryWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An advance of a real guest's TSC: its timers a moment before, how long it ran on, and what truly
 * expired.
 *
 * @param name of the recording
 * @param ageNanos how long it ran on
 */
public record RecordedAdvance(
    String name,
    Inventory inventory,
    long ageNanos,
    long advanceNanos,
    Map<TimerClock, BaseTruth> truth) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PROFILES = GuestRecordings.FOLDER.resolve("profiles");

  /**
   * What truly expired on one base.
   *
   * @param oneShots each of these was read at once
   * @param periodic all timers with a period, due or not
   * @param expirations of these
   */
  public record BaseTruth(long oneShots, long periodic, long expirations) {}

  /** Each that was recorded. */
  public static List<RecordedAdvance> all() {
    List<RecordedAdvance> all = new ArrayList<>();
    try {
      for (JsonNode advance : JSON.readTree(PROFILES.resolve("expired.json").toFile())) {
        all.add(of(advance));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static RecordedAdvance of(JsonNode advance) {
    Path file = PROFILES.resolve(advance.get("profile").textValue());
    String guest = "probe-" + advance.get("profile").textValue().replace(".json", "");
    Map<TimerClock, BaseTruth> truth = new EnumMap<>(TimerClock.class);
    for (TimerClock base : TimerClock.values()) {
      String name = base.name().toLowerCase(Locale.ROOT);
      truth.put(
          base,
          new BaseTruth(
              advance.get("one_shots_by_base").path(name).longValue(),
              advance.get("periodic_timers_by_base").path(name).longValue(),
              advance.get("periodic_expirations_by_base").path(name).longValue()));
    }
    return new RecordedAdvance(
        advance.get("case").textValue(),
        GuestRecordings.inventory("profile", guest, file),
        advance.get("age_at_stop_ns").longValue(),
        advance.get("advance_ns").longValue(),
        truth);
  }

  /** What is to be estimated as {@code expected}. */
  public long due(TimerClock base) {
    return truth(base).oneShots() + periodicDue(base);
  }

  /** What is to be estimated as {@code overruns}. */
  public long overruns(TimerClock base) {
    return truth(base).expirations() - periodicDue(base);
  }

  /**
   * Timers with a period that expired at all: the recording counts all of them, though some are
   * longer than its shortest advance. Counted expiration by expiration.
   */
  private long periodicDue(TimerClock base) {
    return periodic(base).filter(timer -> expirations(timer) > 0).count();
  }

  /** Of all of them, counted likewise: the recording says the same. */
  long countedExpirations(TimerClock base) {
    return periodic(base).mapToLong(this::expirations).sum();
  }

  private Stream<ArmedTimer> periodic(TimerClock base) {
    return inventory.timers().stream()
        .filter(timer -> timer.base() == base && timer.intervalNanos() > 0);
  }

  private long expirations(ArmedTimer timer) {
    long count = 0;
    long end = ageNanos + advanceNanos;
    for (long at = inventory.dueNanos(timer); at <= end; at += timer.intervalNanos()) {
      count += at > ageNanos ? 1 : 0;
    }
    return count;
  }

  public BaseTruth truth(TimerClock base) {
    return Objects.requireNonNull(truth.get(base));
  }

  /** From the timers one by one. */
  ExpiryEstimate estimate() {
    return ExpiryEstimator.estimate(inventory, windows());
  }

  /** From how many there are of each sort, as of a guest with too many to list. */
  ExpiryEstimate estimateOfTheHistogram() {
    Inventory counted =
        new Inventory(
            inventory.envelope(),
            inventory.realtimeNanos(),
            inventory.monotonicNanos(),
            inventory.boottimeNanos(),
            inventory.taiOffsetSeconds(),
            List.of(),
            inventory.counted());
    return ExpiryEstimator.estimate(counted, windows());
  }

  private Map<TimerClock, ExpiryWindow> windows() {
    return GuestRecordings.windows(ageNanos, advanceNanos);
  }

  /** The estimate of one base. */
  public static BaseExpiry of(ExpiryEstimate estimate, TimerClock base) {
    return Objects.requireNonNull(
        switch (base) {
          case MONOTONIC -> estimate.monotonic();
          case BOOTTIME -> estimate.boottime();
          case REALTIME -> estimate.realtime();
          case TAI -> estimate.tai();
        });
  }

  @Override
  public String toString() {
    return name;
  }
}
