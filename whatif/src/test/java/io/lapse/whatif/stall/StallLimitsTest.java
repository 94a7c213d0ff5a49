package io.lapse.whatif.stall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StallLimitsTest {
  private static final long SECOND = 1_000_000_000L;

  /** The soft lockup's unit. */
  private static final long UNIT = 1L << 30;

  private static final long TICK = 4_000_000L;

  private final StallLimits limits = StallLimits.of("6.1.192");

  /** Touched 2 s ago, in the middle of a unit: the 21st unit from there begins in 20.5 units. */
  @Test
  void softLockup_isReportedFromTheTwentyFirstUnitOn() {
    assertThat(limits.softLockupNanos()).isEqualTo(20 * UNIT + UNIT / 2 - 2 * SECOND);
  }

  @Test
  void softLockup_endsOfItsPhase_areAPeriodAndAUnitApart() {
    assertThat(limits.softLockupNanosMin()).isEqualTo(20 * UNIT + 1 - 4 * SECOND + TICK);
    assertThat(limits.softLockupNanosMax()).isEqualTo(21 * UNIT);
    assertThat(limits.softLockupNanos())
        .isBetween(limits.softLockupNanosMin(), limits.softLockupNanosMax());
  }

  /** Each is due when more than its threshold has passed from one tick to the next. */
  @Test
  void watchdogsOfJiffies_reportBeyondTheirThresholds() {
    assertThat(limits.rcuStallNanos()).isEqualTo(21 * SECOND + 1);
    assertThat(limits.workqueueNanos()).isEqualTo(30 * SECOND + 1);
    assertThat(limits.hungTaskNanos()).isEqualTo(120 * SECOND + 1);
  }

  /** An interval is long from 1 s on, and a quarter of one had passed. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "null",
      value = {"null", "none", "6.8", "6.1.77", "6.12.90-cloud"})
  void kernelThatSkips_skipsFromThreeQuartersOfASecondOn(String version) {
    assertThat(StallLimits.of(version).clocksourceSkipNanos()).isEqualTo(750_000_001L);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"5.10.0", "6.1.76", "6.7.12"})
  void kernelThatComparesLongIntervals_neverSkips(String version) {
    assertThat(StallLimits.of(version).clocksourceSkipNanos()).isEqualTo(StallLimits.NEVER);
    assertThat(StallLimits.of(version).softLockupNanos()).isEqualTo(limits.softLockupNanos());
  }
}
