package io.lapse.guestkernel.discipline.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.discipline.ntpd.NtpdSettings;
import io.lapse.ledger.notice.InjectAs;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The records that make up a trial. */
class OutageTest {
  private static Outage outage(long nanos) {
    return new Outage(nanos, false, -5, 0, Moment.MIDWAY, Knowledge.NONE, InjectAs.OFFSET);
  }

  @Test
  void claim_isOffByWhatTheHostsClocksAre() {
    assertThat(outage(100).claimedNanos()).isEqualTo(95);
  }

  @Test
  void others_differInOneThing() {
    Outage outage = outage(100);

    assertThat(outage.withKnowledge(Knowledge.AWARE).withKnowledge(Knowledge.NONE))
        .isEqualTo(outage);
    assertThat(outage.withMoment(Moment.AFTER_REPLY).withMoment(Moment.MIDWAY)).isEqualTo(outage);
    assertThat(outage.withMoment(Moment.AFTER_REPLY)).isNotEqualTo(outage);
  }

  static Stream<Arguments> impossible() {
    Program program = new Program.Ntpd(NtpdSettings.NTPD_4_2_8);
    return Stream.of(
        refused(() -> outage(-1), "nanos must not be negative: -1"),
        refused(() -> new Moment.AfterRequest(-1), "nanos must not be negative: -1"),
        refused(() -> new Moment.BeforeRequest(-2), "nanos must not be negative: -2"),
        refused(() -> new Watch(-1, 1), "toleranceNanos must not be negative: -1"),
        refused(() -> new Watch(0, 0), "horizonNanos must be at least 1: 0"),
        refused(
            () -> new Setup(KernelBuild.UNKNOWN, 0, Network.DEFAULT, program, -1),
            "settleNanos must not be negative: -1"));
  }

  private static Arguments refused(ThrowingCallable call, String message) {
    return Arguments.of(message, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("impossible")
  void impossibleRecord_isRefusedByName(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
