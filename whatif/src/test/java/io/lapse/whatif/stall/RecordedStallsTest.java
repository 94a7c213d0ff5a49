package io.lapse.whatif.stall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The limits, beside what real kernels said when their counter was advanced. */
class RecordedStallsTest {
  private static final String SOFT_LOCKUP = "soft_lockup";
  private static final String SKIPPED = "clocksource_watchdog_skipped";

  static Stream<RecordedAdvance> advances() {
    return RecordedAdvance.all().stream();
  }

  @ParameterizedTest
  @MethodSource("advances")
  void softLockup_wasReportedWhereTheLimitsSaySo(RecordedAdvance real) {
    StallLimits limits = StallLimits.of(real.version());

    if (real.said().contains(SOFT_LOCKUP)) {
      assertThat(real.busy()).isTrue();
      assertThat(real.largestNanos()).isGreaterThanOrEqualTo(limits.softLockupNanosMin());
    }
    if (real.silentOf().contains(SOFT_LOCKUP) && real.busy()) {
      assertThat(real.largestNanos()).isLessThan(limits.softLockupNanosMax());
    }
  }

  @ParameterizedTest
  @MethodSource("advances")
  void clocksourceWatchdog_skippedWhereTheLimitsSaySo(RecordedAdvance real) {
    StallLimits limits = StallLimits.of(real.version());

    if (real.said().contains(SKIPPED)) {
      assertThat(real.watched()).isTrue();
      assertThat(real.largestNanos()).isGreaterThanOrEqualTo(limits.clocksourceSkipNanos());
    }
    if (real.silentOf().contains(SKIPPED) && real.watched()) {
      assertThat(real.largestNanos()).isLessThan(limits.clocksourceSkipNanos());
    }
  }

  /** The comparison above is not of nothing. */
  @Test
  void recordings_holdWarningsAndSilenceOfBusyAndIdleGuests() {
    List<RecordedAdvance> all = RecordedAdvance.all();

    assertThat(all).filteredOn(real -> real.said().contains(SOFT_LOCKUP)).hasSizeGreaterThan(10);
    assertThat(all).filteredOn(real -> real.said().contains(SKIPPED)).hasSizeGreaterThan(2);
    assertThat(all)
        .filteredOn(real -> real.silentOf().contains(SOFT_LOCKUP))
        .anyMatch(RecordedAdvance::busy)
        .anyMatch(real -> real.largestNanos() > 1_000_000_000_000L);
  }
}
