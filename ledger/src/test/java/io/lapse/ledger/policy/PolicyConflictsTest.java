package io.lapse.ledger.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyConflictsTest {
  private static final long TODAY = 1_800_000_000_000_000_000L;

  @Test
  void builtInPolicy_doesNotContradictItself() {
    assertThat(PolicyConflicts.within(Policy.DEFAULT)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1} deadline={2} open={3} blackout={4} T={5} from={6}: {7}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          REQUIRED | FORCE | 1 | 5 | 5 | 0 | 0                   | -
          OPTIONAL | DIE   | 1 | 5 | 5 | 0 | 0                   | -
          OPTIONAL | FORCE | 0 | 5 | 5 | 0 | 0                   | -
          REQUIRED | FORCE | 0 | 5 | 5 | 0 | 0                   | announcements=required contradicts cooperation_deadline_ns=0
          OPTIONAL | DIE   | 0 | 5 | 5 | 0 | 0                   | after_deadline=die contradicts cooperation_deadline_ns=0
          OPTIONAL | FORCE | 1 | 4 | 5 | 0 | 0                   | open_outage_limit_ns=4 contradicts blackout_limit_ns=5
          OPTIONAL | FORCE | 1 | 0 | 0 | 0 | 0                   | -
          OPTIONAL | FORCE | 1 | 5 | 5 | 9 | 0                   | -
          OPTIONAL | FORCE | 1 | 5 | 5 | 0 | 4102444836999999999 | -
          OPTIONAL | FORCE | 1 | 5 | 5 | 0 | 4102444837000000000 | effective_from_tai_ns=4102444837000000000 means never
          """)
  void within_findsWhatContradicts(
      Announcements announcements,
      AfterDeadline afterDeadline,
      long deadline,
      long open,
      long blackout,
      long threshold,
      long from,
      String conflict) {
    Policy policy =
        new Policy(
            "web",
            1,
            new TaiInstant(from),
            threshold,
            blackout,
            0,
            InjectAs.OFFSET,
            0,
            afterDeadline,
            deadline,
            announcements,
            0,
            open,
            0);

    List<String> conflicts = PolicyConflicts.within(policy);

    if (conflict == null) {
      assertThat(conflicts).isEmpty();
    } else {
      assertThat(conflicts).singleElement().asString().startsWith(conflict);
    }
  }

  @Test
  void within_namesEachContradiction() {
    Policy policy =
        new Policy(
            "web",
            1,
            new TaiInstant(Long.MAX_VALUE),
            0,
            1,
            0,
            InjectAs.OFFSET,
            0,
            AfterDeadline.DIE,
            0,
            Announcements.REQUIRED,
            0,
            0,
            0);

    assertThat(PolicyConflicts.within(policy)).hasSize(4);
  }

  @ParameterizedTest(name = "{0}@{1} from {2}, T={3}: {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          web     | 3 | 9 | 0 | -
          web     | 3 | 5 | 0 | -
          web     | 3 | 4 | 0 | web@3 holds from 4, before web@2 from 5: expected a later version to hold from then on, or later
          web     | 1 | 6 | 0 | web@2 holds from 5, before web@1 from 6: expected a later version to hold from then on, or later
          web     | 1 | 5 | 0 | -
          web     | 0 | 0 | 0 | -
          web     | 2 | 5 | 7 | -
          web     | 2 | 5 | 8 | web@2 is there already, and says something else: a version never changes, expected another
          web     | 2 | 6 | 7 | web@2 is there already, and says something else: a version never changes, expected another
          db      | 2 | 1 | 8 | -
          default | 0 | 0 | 0 | default@0 is built in: expected version 1 or higher
          default | 1 | 0 | 0 | -
          """)
  void among_findsWhatContradictsAnother(
      String guestClass, int version, long from, long threshold, String conflict) {
    List<Policy> others = List.of(policy("web", 2, 5, 7), policy("app", 9, 0, 0));

    List<String> conflicts =
        PolicyConflicts.among(policy(guestClass, version, from, threshold), others);

    if (conflict == null) {
      assertThat(conflicts).isEmpty();
    } else {
      assertThat(conflicts).containsExactly(conflict);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''  | 1  | 0  | 0                   | 0       | class must not be empty
          web | -1 | 0  | 0                   | 0       | version must not be negative: -1
          web | 1  | -1 | 0                   | 0       | effective_from_tai_ns must not be negative: -1
          web | 1  | 0  | -1                  | 0       | threshold_ns must not be negative: -1
          web | 1  | 0  | 3155760000000000001 | 0       | threshold_ns must be at most 3155760000000000000: 3155760000000000001
          web | 1  | 0  | 0                   | 1000001 | drift_ppm must be at most 1000000: 1000001
          """)
  void policy_refusesValuesThatCannotBe(
      String guestClass, int version, long from, long threshold, long drift, String message) {
    Policy ok = Policy.DEFAULT;

    assertThatThrownBy(
            () ->
                new Policy(
                    guestClass,
                    version,
                    new TaiInstant(from),
                    threshold,
                    ok.blackoutLimitNanos(),
                    ok.toleranceNanos(),
                    ok.injectAs(),
                    ok.reactionDelayNanos(),
                    ok.afterDeadline(),
                    ok.cooperationDeadlineNanos(),
                    ok.announcements(),
                    ok.massExpiryLimit(),
                    ok.openOutageLimitNanos(),
                    drift))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void longestDuration_fitsBehindAnyInstantOfThisCentury() {
    long end = 4_102_444_837_000_000_000L;

    assertThat(Math.addExact(end, Policy.DURATION_NANOS_MAX)).isGreaterThan(TODAY);
  }

  private static Policy policy(String guestClass, int version, long from, long threshold) {
    Policy ok = Policy.DEFAULT;
    return new Policy(
        guestClass,
        version,
        new TaiInstant(from),
        threshold,
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
}
