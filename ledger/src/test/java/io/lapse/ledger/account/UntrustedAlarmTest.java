package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UntrustedAlarmTest {
  private static final TaiInstant AT = new TaiInstant(1_800_000_000_000_000_000L);
  private static final UntrustedAlarm ALARM = new UntrustedAlarm("g", "h0", "BAD_SIGNATURE");

  static Stream<UntrustedAlarm> alarms() {
    return Stream.of(
        ALARM,
        new UntrustedAlarm("g", null, "UNSIGNED"),
        new UntrustedAlarm("a/b/", "h/0", "WRONG_HOST"));
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void raisedAlarm_saysWhatItIsAbout(UntrustedAlarm alarm) {
    assertThat(UntrustedAlarm.of(alarm.raised(AT))).isEqualTo(alarm);
  }

  @Test
  void id_followsFromGuestHostReasonAndInstant() {
    assertThat(ALARM.raised(AT)).isEqualTo(ALARM.raised(AT));
    assertThat(
            Stream.concat(
                    alarms().map(alarm -> alarm.raised(AT)), Stream.of(ALARM.raised(AT.plus(1))))
                .map(Alert::alertId))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{32}"));
  }

  @Test
  void end_hasTheSameId_andIsNeverBeforeTheBeginning() {
    Alert raised = ALARM.raised(AT);

    Alert resolved = UntrustedAlarm.resolved(raised, AT.plus(-5));

    assertThat(resolved.alertId()).isEqualTo(raised.alertId());
    assertThat(resolved.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(resolved.at()).isEqualTo(AT);
    assertThat(UntrustedAlarm.resolved(raised, AT.plus(5)).at()).isEqualTo(AT.plus(5));
    assertThat(raised.violation()).isEqualTo(Violation.UNTRUSTED_EVENT);
    assertThat(raised.violation().isAlarm()).isTrue();
  }
}
