package io.lapse.benchmarks.workload;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a fleet tells the ledger.
 *
 * @param inputs in the order in which they are published; about many guests, mixed
 */
public record Workload(int guests, int days, List<LedgerInput> inputs) {
  static final long SECOND_NANOS = 1_000_000_000L;
  static final long DAY_NANOS = 86_400 * SECOND_NANOS;

  /** 2026-01-01T00:00:00Z in TAI. */
  static final TaiInstant BEGIN = new TaiInstant(1_767_225_637L * SECOND_NANOS);

  private static final int OBSERVATIONS_PER_DAY = 12;
  private static final int OUTAGES_PER_DAY = 3;

  /** An outage, with all that is said about it, is over after so long. */
  private static final long OUTAGE_NANOS_MAX = 600 * SECOND_NANOS;

  public Workload {
    inputs = List.copyOf(inputs);
  }

  /** Every guest lives its days: outages at odd times, a clock observation every two hours. */
  public static Workload fleet(int guests, int days, long seed) {
    List<LedgerInput> inputs = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < guests; i++) {
      GuestLife life = new GuestLife(String.format("guest-%04d", i), random.split());
      life.begins(BEGIN);
      for (int day = 0; day < days; day++) {
        live(life, BEGIN.plus(day * DAY_NANOS), random);
      }
      inputs.addAll(life.told());
    }
    inputs.sort(InputOrder.PUBLISH);
    return new Workload(guests, days, inputs);
  }

  private static void live(GuestLife life, TaiInstant morning, SplittableRandom random) {
    long observationNanos = DAY_NANOS / OBSERVATIONS_PER_DAY;
    for (int i = 0; i < OBSERVATIONS_PER_DAY; i++) {
      life.observed(morning.plus(i * observationNanos + random.nextLong(observationNanos)));
    }
    long outageNanos = DAY_NANOS / OUTAGES_PER_DAY;
    for (int i = 0; i < OUTAGES_PER_DAY; i++) {
      long offsetNanos = random.nextLong(outageNanos - OUTAGE_NANOS_MAX);
      life.outage(morning.plus(i * outageNanos + offsetNanos));
    }
  }

  /**
   * One guest's history with so many outages, all within less than a day.
   *
   * @param told whether everything is told about each, as in {@link #fleet}; else stop and restart
   */
  public static List<LedgerInput> crowded(int outages, boolean told, long seed) {
    GuestLife life = new GuestLife("guest-0000", new SplittableRandom(seed));
    life.begins(BEGIN);
    for (int i = 1; i <= outages; i++) {
      TaiInstant at = BEGIN.plus(i * 80L * SECOND_NANOS);
      if (told) {
        life.outage(at);
      } else {
        life.migrated(at);
      }
    }
    List<LedgerInput> inputs = new ArrayList<>(life.told());
    inputs.sort(InputOrder.PUBLISH);
    return inputs;
  }
}
