package io.lapse.cli.whatif.history;

import io.lapse.cli.text.Durations;
import io.lapse.ledger.simulation.Blackouts;
import io.lapse.ledger.simulation.FleetHabits;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.ledger.simulation.HostClocks;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A simulated fleet, as {@code lapse fleet} writes it with the same words; no file is written. */
public final class FleetHistory {
  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("guests", "100"),
          Map.entry("hosts", "10"),
          Map.entry("days", "7"),
          Map.entry("seed", "1"),
          Map.entry("loss", String.valueOf(FleetPlan.LOSS_PER_MILLE_DEFAULT)),
          Map.entry("gap", "36h"),
          Map.entry("p50", "50ms"),
          Map.entry("p99", "300ms"),
          Map.entry("clocks", "public"),
          Map.entry("drain", "14d"),
          Map.entry("rest", "3d"));

  private final Map<String, String> words;

  private FleetHistory(Map<String, String> words) {
    this.words = words;
  }

  /**
   * The fleet of {@code guests=N,hosts=N,days=N,seed=N,...}; what is absent is as usual.
   *
   * @throws IllegalArgumentException if there is no such fleet
   */
  public static History of(String text) {
    FleetPlan plan = plan(text);
    Part fleet =
        events -> {
          FleetSimulation simulation = FleetSimulation.of(plan);
          while (simulation.hasNext()) {
            if (simulation.next() instanceof Happening.Arrived arrived) {
              events.accept(arrived.input());
            }
          }
          return Findings.NONE;
        };
    return new History(List.of("fleet " + text), List.of(fleet), false, 0, Findings.NONE);
  }

  private static FleetPlan plan(String text) {
    Map<String, String> words = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String key = part.substring(0, Math.max(0, equals)).strip();
      if (!USUAL.containsKey(key)) {
        throw new IllegalArgumentException(
            "'" + part + "': expected KEY=VALUE, with one of " + new TreeMap<>(USUAL).keySet());
      }
      if (words.put(key, part.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException(key + " is stated twice; expected each key once");
      }
    }
    try {
      return new FleetHistory(words).plan();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("days: the fleet would outlast time", e);
    }
  }

  private FleetPlan plan() {
    FleetHabits habits =
        FleetHabits.PUBLIC
            .withGap(nanos("gap"))
            .withBlackouts(new Blackouts(nanos("p50"), nanos("p99")))
            .withClocks(clocks())
            .withDrains(nanos("drain"))
            .withRestMax(nanos("rest"));
    return FleetPlan.of(number("seed"), count("guests"), count("hosts"), count("days"))
        .withLoss(count("loss"))
        .with(habits);
  }

  private String word(String key) {
    return words.getOrDefault(key, USUAL.getOrDefault(key, ""));
  }

  private long nanos(String key) {
    try {
      return Durations.nanos(word(key));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }

  private HostClocks clocks() {
    for (HostClocks clocks : HostClocks.values()) {
      if (clocks.name().toLowerCase(Locale.ROOT).equals(word("clocks"))) {
        return clocks;
      }
    }
    throw new IllegalArgumentException("clocks: expected public or wild: '" + word("clocks") + "'");
  }

  private int count(String key) {
    long number = number(key);
    if (number != (int) number) {
      throw new IllegalArgumentException(key + ": must fit into 32 bits: " + number);
    }
    return (int) number;
  }

  private long number(String key) {
    try {
      return Long.parseLong(word(key));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + ": expected a number: '" + word(key) + "'", e);
    }
  }
}
