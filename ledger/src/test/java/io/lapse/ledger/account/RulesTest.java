package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which version of which class's policy judges an outage: by its event time, and nothing else. */
class RulesTest {
  private static final List<Policy> POLICIES =
      List.of(
          policy("default", 1, 100),
          policy("default", 2, 300),
          policy("web", 1, 200),
          policy("web", 2, 400),
          policy("web", 3, 400),
          policy("db", 7, 0));

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          default | 99  | default@0
          default | 100 | default@1
          default | 299 | default@1
          default | 300 | default@2
          web     | 99  | default@0
          web     | 199 | default@1
          web     | 200 | web@1
          web     | 399 | web@1
          web     | 400 | web@3
          web     | 900 | web@3
          db      | 0   | db@7
          db      | 900 | db@7
          cache   | 99  | default@0
          cache   | 350 | default@2
          """)
  void policy_isTheLatestOfItsClass_elseOfTheDefaultClass(
      String guestClass, long at, String policy) {
    List<Policy> backwards = new ArrayList<>(POLICIES);
    Collections.reverse(backwards);

    assertThat(rules(POLICIES).policyFor(guestClass, at(at)).name()).isEqualTo(policy);
    assertThat(rules(backwards).policyFor(guestClass, at(at)).name()).isEqualTo(policy);
  }

  @Test
  void policy_isTheBuiltInOne_whereThereIsNoOther() {
    assertThat(rules(List.of()).policyFor("web", at(5))).isEqualTo(Policy.DEFAULT);
    assertThat(rules(List.of(policy("db", 1, 0))).policyFor("web", at(5)))
        .isEqualTo(Policy.DEFAULT);
  }

  @Test
  void outage_isJudgedByTheClassOfItsTime_inWhateverOrderItIsTold() {
    List<LedgerInput> inputs =
        List.of(
            stop(110),
            restart(120),
            profile(130, "web"),
            stop(210),
            restart(220),
            profile(225, "db"),
            stop(390),
            profile(395, "web"),
            restart(410),
            stop(500));
    List<LedgerInput> backwards = new ArrayList<>(inputs);
    Collections.reverse(backwards);

    for (List<LedgerInput> order : List.of(inputs, backwards)) {
      List<Entry> entries = Story.fold(order, rules(POLICIES)).entries();

      assertThat(entries)
          .extracting(Entry::policy)
          .containsExactly("default@1", "web@1", "web@3", "web@3");
    }
  }

  @Test
  void verdict_isThatOfTheVersionThatHeld() {
    // Each outage takes 10 ms; the threshold is 1 ms a version.
    List<Policy> policies = List.of(policy("default", 1, 0), policy("default", 50, 300));
    List<LedgerInput> inputs = List.of(stop(110), restart(120), stop(310), restart(320));

    assertThat(Story.fold(inputs, rules(policies)).entries())
        .extracting(Entry::verdict)
        .containsExactly(Verdict.EXCEEDED, Verdict.WITHIN);
  }

  private static Rules rules(List<Policy> policies) {
    return new Rules(policies, Set.of());
  }

  private static TaiInstant at(long millis) {
    return Story.at(millis);
  }

  private static Policy policy(String guestClass, int version, long fromMillis) {
    Policy ok = Policy.DEFAULT;
    return new Policy(
        guestClass,
        version,
        at(fromMillis),
        version * Story.MILLI,
        ok.blackoutLimitNanos(),
        ok.toleranceNanos(),
        ok.injectAs(),
        ok.reactionDelayNanos(),
        ok.afterDeadline(),
        ok.cooperationDeadlineNanos(),
        ok.announcements(),
        ok.massExpiryLimit(),
        ok.openOutageLimitNanos(),
        ok.driftPpm());
  }

  private static Envelope envelope(long millis) {
    return new Envelope("g", "h0", Stamp.of(at(millis), 0), Source.QMP, null);
  }

  private static LedgerInput stop(long millis) {
    return new HostEvent.Stopped(envelope(millis), StopReason.PAUSE, null);
  }

  private static LedgerInput restart(long millis) {
    return new HostEvent.Restarted(
        envelope(millis),
        RestartMode.CONTINUED,
        null,
        CounterWhilePaused.STOPS,
        null,
        List.of(),
        List.of());
  }

  private static LedgerInput profile(long millis, String guestClass) {
    return new GuestEvent.Profile(
        envelope(millis),
        "tsc",
        1_000_000L,
        "6.1",
        "linux",
        guestClass,
        CounterWhilePaused.UNKNOWN,
        Map.of());
  }
}
