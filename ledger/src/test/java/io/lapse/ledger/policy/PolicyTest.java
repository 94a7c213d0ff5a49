package io.lapse.ledger.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.time.TaiInstant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final String[] NUMBERS = {
    "version",
    "threshold_ns",
    "blackout_limit_ns",
    "tolerance_ns",
    "reaction_delay_ns",
    "cooperation_deadline_ns",
    "mass_expiry_limit",
    "open_outage_limit_ns",
    "drift_ppm"
  };

  /** All numbers 0, but the one so named. */
  private static Policy with(String name, long value) {
    long[] values = new long[NUMBERS.length];
    for (int i = 0; i < NUMBERS.length; i++) {
      values[i] = NUMBERS[i].equals(name) ? value : 0;
    }
    return new Policy(
        "db",
        (int) values[0],
        new TaiInstant(0),
        values[1],
        values[2],
        values[3],
        InjectAs.OFFSET,
        values[4],
        AfterDeadline.DIE,
        values[5],
        Announcements.REQUIRED,
        values[6],
        values[7],
        values[8]);
  }

  @ParameterizedTest
  @CsvSource({
    "version",
    "threshold_ns",
    "blackout_limit_ns",
    "tolerance_ns",
    "reaction_delay_ns",
    "cooperation_deadline_ns",
    "mass_expiry_limit",
    "open_outage_limit_ns",
    "drift_ppm"
  })
  void number_mayBeZero_butNotNegative(String name) {
    assertThat(with(name, 0)).isNotNull();
    assertThatThrownBy(() -> with(name, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + " must not be negative: -1");
  }

  @Test
  void name_isClassAndVersion() {
    assertThat(with("version", 7).name()).isEqualTo("db@7");
  }

  @ParameterizedTest
  @CsvSource({
    "UNACCOUNTED_TIME, CRITICAL, GUEST, unaccounted-time",
    "BLACKOUT_EXCEEDED, WARNING, OPERATOR, blackout-exceeded",
    "COMPENSATED_ABOVE_THRESHOLD, CRITICAL, HOST, compensated-above-threshold",
    "OPEN_OUTAGE, CRITICAL, OPERATOR, open-outage"
  })
  void violation_hasSeverityPartyAndRunbook(
      Violation violation, Severity severity, Party party, String runbook) {
    assertThat(violation.severity()).isEqualTo(severity);
    assertThat(violation.party()).isEqualTo(party);
    assertThat(violation.runbook()).isEqualTo(runbook);
  }
}
