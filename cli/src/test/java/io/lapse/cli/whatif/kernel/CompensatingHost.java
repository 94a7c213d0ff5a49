package io.lapse.cli.whatif.kernel;

import io.lapse.cli.timers.RecordedAdvance;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.whatif.harm.Models;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Question;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import io.lapse.whatif.sweep.Sweep;
import io.lapse.whatif.sweep.WhatIf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a host would have written down that stopped a recorded guest, and went on with it by as much
 * later as the guest's counter was really advanced.
 */
final class CompensatingHost {
  private static final PolicySet POLICIES = new PolicySet("recorded", Rules.DEFAULT);

  private CompensatingHost() {}

  /**
   * The history.
   *
   * @param compensates whether the host says that it advanced the counter by the outage
   */
  static List<LedgerInput> history(RecordedAdvance advance, boolean compensates) {
    GuestEvent.Inventory inventory = advance.inventory();
    TaiInstant stop = inventory.stamp().at().plus(advance.ageNanos());
    return List.of(
        inventory,
        new HostEvent.Stopped(said(inventory, stop), StopReason.UNKNOWN, null),
        new HostEvent.Restarted(
            said(inventory, stop.plus(advance.advanceNanos())),
            RestartMode.CONTINUED,
            null,
            CounterWhilePaused.STOPS,
            compensates ? (@Nullable Long) advance.advanceNanos() : null,
            List.of(),
            List.of()));
  }

  private static Envelope said(GuestEvent.Inventory inventory, TaiInstant at) {
    return new Envelope(inventory.guest(), "h0", Stamp.of(at, 0), Source.JSONL, null);
  }

  /** What thresholds make of a guest's history under the built-in policy. */
  static WhatIf swept(List<LedgerInput> history, List<Long> thresholdsNanos) {
    Sweep sweep =
        new Sweep(new Question(List.of(POLICIES), thresholdsNanos, Models.DEFAULT, null, null));
    sweep.add(history.get(0).guest(), history);
    return sweep.result();
  }

  /** The row of what happened. */
  static Row recorded(WhatIf result) {
    return row(result, new Scenario(POLICIES.name(), Scenario.Kind.RECORDED, null));
  }

  /** The row of a threshold. */
  static Row under(WhatIf result, long thresholdNanos) {
    return row(result, new Scenario(POLICIES.name(), Scenario.Kind.THRESHOLD, thresholdNanos));
  }

  private static Row row(WhatIf result, Scenario scenario) {
    return result.rows().stream()
        .filter(row -> row.scenario().equals(scenario))
        .findFirst()
        .orElseThrow();
  }
}
