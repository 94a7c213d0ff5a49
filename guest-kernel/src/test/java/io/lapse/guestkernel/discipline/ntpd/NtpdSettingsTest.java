package io.lapse.guestkernel.discipline.ntpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NtpdSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 300, 1, 6, 10, stepNanos must be at least 1: 0",
    "1, 0, 1, 6, 10, stepoutSeconds must be at least 1: 0",
    "1, 300, 0, 6, 10, panicNanos must be at least 1: 0",
    "1, 300, 1, 3, 10, 'minPoll and maxPoll must be 4 to 17, in order: 3, 10'",
    "1, 300, 1, 10, 6, 'minPoll and maxPoll must be 4 to 17, in order: 10, 6'",
    "1, 300, 1, 6, 18, 'minPoll and maxPoll must be 4 to 17, in order: 6, 18'"
  })
  void impossibleSetting_isRefusedByName(
      long step, int stepout, long panic, int minPoll, int maxPoll, String message) {
    assertThatThrownBy(
            () -> new NtpdSettings(step, stepout, panic, false, minPoll, maxPoll, true, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void rfc5905_differsFromNtpdByTheStepoutOnly() {
    assertThat(NtpdSettings.RFC_5905.stepoutSeconds()).isEqualTo(900);
    assertThat(NtpdSettings.RFC_5905.withStepout(300)).isEqualTo(NtpdSettings.NTPD_4_2_8);
  }
}
