package io.lapse.cli.whatif.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.timers.RecordedAdvance;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.WholeFold;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.GuestEvent.Inventory;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.timers.TimerPrior;
import io.lapse.ledger.timers.TimerPriors;
import io.lapse.whatif.harm.Models;
import io.lapse.whatif.harm.Outlook;
import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.kernel.KernelCheck.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Where there is no kernel to run, the check says why. */
class KernelChecksTest {
  private static final RecordedAdvance ADVANCE = RecordedAdvance.all().get(0);

  @Test
  void inventoryThatCounts_isNotRun() {
    Optional<KernelCheck> check = check(history(Inventory::withoutList), Rules.DEFAULT);

    assertThat(check).get().extracting(KernelCheck::agreement).isEqualTo(Agreement.NOT_RUN);
    assertThat(check.orElseThrow().notRun()).contains("counts its timers");
  }

  @Test
  void prior_isNotRun() {
    Map<String, TimerPrior> priors = TimerPriors.of(List.of(ADVANCE.inventory()));
    Rules rules =
        new Rules(
            List.of(), Rules.DEFAULT.acceptedReactions(), Map.of("default", priors.get("default")));
    List<LedgerInput> unlisted = history(UnaryOperator.identity()).subList(1, 3);

    Optional<KernelCheck> check = check(unlisted, rules);

    assertThat(check).get().extracting(KernelCheck::agreement).isEqualTo(Agreement.NOT_RUN);
    assertThat(check.orElseThrow().notRun()).contains("usual in the class");
  }

  @Test
  void guestOfWhichNothingIsKnown_hasNoCheck() {
    List<LedgerInput> unlisted = history(UnaryOperator.identity()).subList(1, 3);

    assertThat(check(unlisted, Rules.DEFAULT)).isEmpty();
  }

  @Test
  void guestThatIsNotLinux_hasNoCheck() {
    List<LedgerInput> history = new ArrayList<>(history(UnaryOperator.identity()));
    history.add(
        new GuestEvent.Profile(
            ADVANCE.inventory().envelope(),
            null,
            null,
            null,
            "windows",
            "default",
            CounterWhilePaused.STOPS,
            Map.of()));

    assertThat(check(history, Rules.DEFAULT)).isEmpty();
  }

  @Test
  void inventoryOfNoPossibleKernel_isNotRun() {
    Optional<KernelCheck> check =
        check(history(inventory -> with(inventory, twice(inventory.timers()))), Rules.DEFAULT);

    assertThat(check).get().extracting(KernelCheck::agreement).isEqualTo(Agreement.NOT_RUN);
    assertThat(check.orElseThrow().notRun()).contains(ADVANCE.inventory().timers().get(0).id());
  }

  /** They are armed in the kernel as the tasks would arm them: again and again. */
  @Test
  void sleepsWithAPeriod_areRun() {
    Optional<KernelCheck> check =
        check(
            history(
                inventory ->
                    with(
                        inventory,
                        inventory.timers().stream().map(KernelChecksTest::sleep).toList())),
            Rules.DEFAULT);

    assertThat(check).get().extracting(KernelCheck::agreement).isEqualTo(Agreement.EQUAL);
  }

  private static ArmedTimer sleep(ArmedTimer timer) {
    return new ArmedTimer(
        timer.id(),
        TimerKind.NANOSLEEP,
        timer.clock(),
        timer.absolute(),
        timer.expiresNanos(),
        timer.intervalNanos(),
        false,
        false);
  }

  private static List<ArmedTimer> twice(List<ArmedTimer> timers) {
    List<ArmedTimer> twice = new ArrayList<>(timers);
    twice.addAll(timers);
    return twice;
  }

  private static Inventory with(Inventory inventory, List<ArmedTimer> timers) {
    return new Inventory(
        inventory.envelope(),
        inventory.realtimeNanos(),
        inventory.monotonicNanos(),
        inventory.boottimeNanos(),
        inventory.taiOffsetSeconds(),
        timers);
  }

  /** The inventory, then a stop and a restart. */
  private static List<LedgerInput> history(UnaryOperator<Inventory> otherwise) {
    List<LedgerInput> history = new ArrayList<>(CompensatingHost.history(ADVANCE, false));
    history.set(0, otherwise.apply((Inventory) history.get(0)));
    return history;
  }

  private static Optional<KernelCheck> check(List<LedgerInput> history, Rules rules) {
    WholeFold.Result folded = WholeFold.of(history.get(0).guest(), history, rules);
    return Outlook.of(folded.accounts().get(0), null, rules, Models.DEFAULT)
        .flatMap(KernelChecks::of);
  }
}
