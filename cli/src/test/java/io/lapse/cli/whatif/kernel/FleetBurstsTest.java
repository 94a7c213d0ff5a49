package io.lapse.cli.whatif.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.kernel.KernelCheck.Agreement;
import io.lapse.whatif.sweep.WhatIf;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Estimates of a generated fleet, held against the emulated kernel. */
class FleetBurstsTest {
  private static final long SEED = 20_261_129;
  private static final int GUESTS = 120;

  /** A period more or less, in millions, is what the kernel's integers differ by. */
  @Test
  void burstsOfAFleet_areThoseOfTheKernel() {
    List<KernelCheck> checks = checks();

    Map<Agreement, Integer> agreements = new EnumMap<>(Agreement.class);
    checks.forEach(check -> agreements.merge(check.agreement(), 1, Integer::sum));
    assertThat(checks).as("seed %d", SEED).hasSizeGreaterThan(700);
    assertThat(agreements)
        .as("seed %d: %s", SEED, agreements)
        .doesNotContainKeys(Agreement.DIFFERS, Agreement.NOT_RUN);
    assertThat(agreements.get(Agreement.EQUAL))
        .as("seed %d: %s", SEED, agreements)
        .isGreaterThan(checks.size() * 99 / 100);
  }

  /** Guest by guest, so that not only the worst of all are looked at. */
  private static List<KernelCheck> checks() {
    List<KernelCheck> checks = new ArrayList<>();
    for (List<LedgerInput> history : histories().values()) {
      WhatIf result = CompensatingHost.swept(history, List.of());
      checks.addAll(KernelChecks.of(result.worstBursts()));
    }
    return checks;
  }

  private static Map<String, List<LedgerInput>> histories() {
    Map<String, List<LedgerInput>> byGuest = new TreeMap<>();
    FleetSimulation.of(FleetPlan.of(SEED, GUESTS, 10, 20))
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                byGuest
                    .computeIfAbsent(arrived.input().guest(), guest -> new ArrayList<>())
                    .add(arrived.input());
              }
            });
    return byGuest;
  }
}
