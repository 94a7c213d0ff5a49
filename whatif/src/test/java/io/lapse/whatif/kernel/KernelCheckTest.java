package io.lapse.whatif.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.ledger.timers.ExpiryEstimate.Basis;
import io.lapse.whatif.kernel.KernelCheck.Agreement;
import io.lapse.whatif.kernel.KernelCheck.Fired;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KernelCheckTest {
  /** 2 to 5 timers, 3 expected, with 7 overruns. */
  private static final ExpiryEstimate ESTIMATE =
      new ExpiryEstimate(
          new BaseExpiry(2, 3, 5, 7),
          BaseExpiry.NONE,
          BaseExpiry.NONE,
          BaseExpiry.NONE,
          Basis.INVENTORY);

  @ParameterizedTest
  @CsvSource({
    "3, 7, EQUAL",
    "3, 6, WITHIN_BOUNDS",
    "2, 7, WITHIN_BOUNDS",
    "5, 7, WITHIN_BOUNDS",
    "1, 7, DIFFERS",
    "6, 7, DIFFERS"
  })
  void agreement_isByTimersThenOverruns(long timers, long overruns, Agreement expected) {
    KernelCheck check = check(Map.of(TimerClock.MONOTONIC, new Fired(timers, overruns)), null);

    assertThat(check.agreement()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"BOOTTIME", "REALTIME", "TAI"})
  void timerOfABaseWithoutAny_differs(TimerClock base) {
    KernelCheck check =
        check(Map.of(TimerClock.MONOTONIC, new Fired(3, 7), base, new Fired(1, 0)), null);

    assertThat(check.agreement()).isEqualTo(Agreement.DIFFERS);
  }

  @Test
  void reason_meansThatItWasNotRun() {
    KernelCheck check = check(Map.of(), "nobody looked");

    assertThat(check.agreement()).isEqualTo(Agreement.NOT_RUN);
  }

  private static KernelCheck check(Map<TimerClock, Fired> fired, @Nullable String notRun) {
    return new KernelCheck("g/1", 1, ESTIMATE, fired, List.of(), notRun);
  }
}
