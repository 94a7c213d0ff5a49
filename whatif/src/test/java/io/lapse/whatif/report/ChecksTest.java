package io.lapse.whatif.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.ledger.timers.ExpiryEstimate.Basis;
import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.kernel.KernelCheck.Agreement;
import io.lapse.whatif.kernel.KernelCheck.Fired;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
  /** The estimate is 10 timers, 8 to 13, and 4 overruns. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          10, 4, EQUAL
          10, 5, WITHIN_BOUNDS
           8, 4, WITHIN_BOUNDS
          13, 4, WITHIN_BOUNDS
           7, 4, DIFFERS
          14, 4, DIFFERS
          """)
  void agreement_byTimersAndOverruns(long timers, long overruns, Agreement expected) {
    KernelCheck check = check(Map.of(TimerClock.MONOTONIC, new Fired(timers, overruns)), null);

    Agreement agreement = Checks.agreement(check);

    assertThat(agreement).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource("no profile")
  void agreement_notRun_whateverFired(String why) {
    Agreement agreement = Checks.agreement(check(Map.of(), why));

    assertThat(agreement).isEqualTo(Agreement.NOT_RUN);
  }

  private static KernelCheck check(Map<TimerClock, Fired> fired, String notRun) {
    ExpiryEstimate estimate =
        new ExpiryEstimate(
            new BaseExpiry(8, 10, 13, 4),
            BaseExpiry.NONE,
            BaseExpiry.NONE,
            BaseExpiry.NONE,
            Basis.INVENTORY);
    return new KernelCheck("g/1", 1, estimate, fired, List.of(), notRun);
  }
}
