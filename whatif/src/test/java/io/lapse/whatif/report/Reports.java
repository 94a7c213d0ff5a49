package io.lapse.whatif.report;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.evidence.HostPair;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.whatif.cost.CostFunction;
import io.lapse.whatif.cost.ParetoFront;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Future;
import io.lapse.whatif.harm.Models;
import io.lapse.whatif.harm.Outlook;
import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.kernel.KernelCheck.Fired;
import io.lapse.whatif.sweep.Burst;
import io.lapse.whatif.sweep.GuestLoss;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Question;
import io.lapse.whatif.sweep.Sweep;
import io.lapse.whatif.sweep.WhatIf;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reports about a small simulated fleet. */
public final class Reports {
  /** Names that do harm where somebody takes them for markup. */
  public static final List<String> HOSTILE =
      List.of(
          "</script><script>alert(1)</script>",
          "<img src=x onerror=alert(2)>",
          "a\" onmouseover=\"alert(3)",
          "{a|rich} \u2028 \u202e turned &amp;");

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final List<Long> THRESHOLDS =
      List.of(0L, MILLI, 10 * MILLI, 100 * MILLI, SECOND, 5 * SECOND, 30 * SECOND, 3_600 * SECOND);

  private Reports() {}

  /** One set of policies, all of the history, no cost function. */
  public static Report plain() {
    return new Report(
        swept(List.of(new PolicySet("default", Rules.DEFAULT)), THRESHOLDS),
        new Provenance(List.of("fleet"), 0, Provenance.Handling.BY_GUEST, List.of()),
        null,
        ParetoFront.DEFAULT_AXES,
        List.of());
  }

  /** The same history, with no thresholds asked for. */
  public static Report withoutThresholds() {
    Report plain = plain();
    return new Report(
        swept(List.of(new PolicySet("default", Rules.DEFAULT)), List.of()),
        plain.provenance(),
        null,
        plain.axes(),
        List.of());
  }

  /** A history in which nothing happens. */
  public static Report empty() {
    Question question =
        new Question(
            List.of(new PolicySet("default", Rules.DEFAULT)),
            THRESHOLDS,
            Models.DEFAULT,
            null,
            null);
    return new Report(
        new Sweep(question).result(),
        new Provenance(List.of(), 0, Provenance.Handling.IN_MEMORY, List.of()),
        null,
        ParetoFront.DEFAULT_AXES,
        List.of());
  }

  /** Two sets of policies, a part of the history, a cost function, checks, and hostile names. */
  public static Report hostile() {
    Policy strict = strict();
    PolicySet first = new PolicySet("default", Rules.DEFAULT);
    PolicySet second = new PolicySet(HOSTILE.get(0), Rules.DEFAULT.with(List.of(strict)));
    WhatIf answer = renamed(swept(List.of(first, second), THRESHOLDS));
    Provenance provenance =
        new Provenance(
            List.of(HOSTILE.get(1), "lapse.host-events"),
            3,
            Provenance.Handling.SPILLED,
            List.of("partition 3 begins at offset 1200400.", HOSTILE.get(2)));
    Map<Figure, BigDecimal> weights =
        Map.of(Figure.TIMERS, new BigDecimal("0.01"), Figure.UNDECIDED, BigDecimal.ONE);
    return new Report(
        answer,
        provenance,
        new CostFunction(HOSTILE.get(0), weights),
        ParetoFront.DEFAULT_AXES,
        checks(answer.worstBursts()));
  }

  private static Policy strict() {
    Policy usual = Policy.DEFAULT;
    return new Policy(
        usual.guestClass(),
        1,
        usual.effectiveFrom(),
        SECOND,
        300 * MILLI,
        usual.toleranceNanos(),
        usual.injectAs(),
        usual.reactionDelayNanos(),
        AfterDeadline.DIE,
        usual.cooperationDeadlineNanos(),
        usual.announcements(),
        50,
        usual.openOutageLimitNanos(),
        usual.driftPpm());
  }

  private static WhatIf swept(List<PolicySet> policies, List<Long> thresholds) {
    Map<String, List<LedgerInput>> guests = new TreeMap<>();
    FleetSimulation.of(FleetPlan.of(7, 40, 4, 30))
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                guests
                    .computeIfAbsent(arrived.input().guest(), guest -> new ArrayList<>())
                    .add(arrived.input());
              }
            });
    Sweep sweep = new Sweep(new Question(policies, thresholds, Models.DEFAULT, null, null));
    guests.forEach(sweep::add);
    return sweep.result();
  }

  private static WhatIf renamed(WhatIf answer) {
    List<GuestLoss> guests = new ArrayList<>(answer.topGuests());
    for (int i = 0; i < HOSTILE.size(); i++) {
      GuestLoss was = guests.get(i);
      guests.set(
          i,
          new GuestLoss(
              HOSTILE.get(i),
              was.outages(),
              was.lostNanos(),
              was.longestNanos(),
              was.timersIfCompensated()));
    }
    List<HostPair> pairs = new ArrayList<>(answer.hostPairs());
    pairs.add(new HostPair(HOSTILE.get(0), HOSTILE.get(1), 9, -SECOND, -2 * SECOND, MILLI));
    return new WhatIf(
        answer.question(),
        answer.coverage(),
        answer.rows(),
        answer.tout(),
        answer.starved(),
        answer.worstBursts(),
        guests,
        pairs,
        4,
        answer.hostBiases(),
        answer.differences());
  }

  /** One each: equal, within bounds or more, not run. */
  private static List<KernelCheck> checks(List<Burst> bursts) {
    List<KernelCheck> checks = new ArrayList<>();
    for (int i = 0; i < Math.min(3, bursts.size()); i++) {
      Outlook outlook = bursts.get(i).outlook();
      ExpiryEstimate estimate = Objects.requireNonNull(outlook.expired(Future.COMPENSATED));
      checks.add(
          new KernelCheck(
              outlook.account().outage().id(),
              outlook.closing().toutNanos(),
              estimate,
              i == 2 ? Map.of() : fired(estimate, i),
              i == 1 ? List.of(HOSTILE.get(1)) : List.of(),
              i == 2 ? HOSTILE.get(0) : null));
    }
    return checks;
  }

  private static Map<TimerClock, Fired> fired(ExpiryEstimate estimate, int more) {
    return Map.of(
        TimerClock.MONOTONIC, fired(estimate.monotonic(), more),
        TimerClock.BOOTTIME, fired(estimate.boottime(), 0),
        TimerClock.REALTIME, fired(estimate.realtime(), 0),
        TimerClock.TAI, fired(estimate.tai(), 0));
  }

  private static Fired fired(BaseExpiry base, int more) {
    return new Fired(base.expected() + more, base.overruns());
  }
}
