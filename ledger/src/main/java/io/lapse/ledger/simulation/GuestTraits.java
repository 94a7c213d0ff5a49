package io.lapse.ledger.simulation;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import java.util.List;
import java.util.Map;

/**
 * What a guest is.
 *
 * @param counter what its counter does in a pause; UNKNOWN: nobody says
 * @param timers how many are armed in it, about
 * @param bootedNanos when its counter began, by true TAI
 */
record GuestTraits(
    String name,
    String guestClass,
    String clocksource,
    long tscKhz,
    String kernel,
    CounterWhilePaused counter,
    int vcpus,
    int timers,
    long bootedNanos,
    Map<String, String> labels) {

  private static final List<String> CLASSES = List.of("default", "batch", "latency");
  private static final List<String> KERNELS =
      List.of("5.15.0-130-generic", "6.1.0-56-cloud-amd64", "6.8.0-90-generic", "6.12.90-amd64");
  private static final List<Long> TSC_KHZ =
      List.of(2_000_000L, 2_249_998L, 2_445_406L, 2_600_000L, 2_899_886L, 3_099_997L);

  static GuestTraits draw(SplitMix64 dice, int index) {
    boolean tsc = dice.chance(600);
    CounterWhilePaused counter = tsc ? CounterWhilePaused.RUNS : CounterWhilePaused.STOPS;
    return new GuestTraits(
        String.format("vm-%05d", index + 1),
        dice.oneOf(CLASSES),
        tsc ? "tsc" : "kvm-clock",
        dice.oneOf(TSC_KHZ),
        dice.oneOf(KERNELS),
        dice.chance(80) ? CounterWhilePaused.UNKNOWN : counter,
        (int) dice.between(1, 4),
        (int) (dice.chance(800) ? dice.between(8, 18) : dice.logBetween(30, 240)),
        FleetPlan.START.nanos() - dice.between(1, 90) * Nanos.DAY,
        Map.of("zone", "z" + dice.between(1, 3), "tenant", "t" + dice.between(1, 20)));
  }

  GuestEvent profile(Envelope envelope) {
    return new GuestEvent.Profile(
        envelope, clocksource, tscKhz, kernel, "linux", guestClass, counter, labels);
  }

  /** Whole cycles in {@code nanos}, not negative, rounded down. */
  long cycles(long nanos) {
    long whole = Math.multiplyExact(nanos / Nanos.MILLISECOND, tscKhz);
    return Math.addExact(whole, nanos % Nanos.MILLISECOND * tscKhz / Nanos.MILLISECOND);
  }
}
