package io.lapse.whatif.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts near the end of 64 bits, and more outages than the books hold open. */
class LimitsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long ALWAYS = Policy.DURATION_NANOS_MAX;
  private static final Question QUESTION =
      Sweeps.question(Sweeps.policy(0, InjectAs.OFFSET, AfterDeadline.FORCE));

  @Test
  void guestOf3000Outages_losesNone() {
    Tale tale = new Tale();
    for (int i = 0; i < 3_000; i++) {
      tale.stop(i * 1_000L, "h0").restart(i * 1_000L + 60, "h0", RestartMode.CONTINUED);
    }

    WhatIf result = tale.swept(QUESTION);

    Figures figures = Sweeps.under(result, ALWAYS);
    assertThat(figures.orZero(Figure.COMPENSATED)).isEqualTo(3_000);
    assertThat(figures.orZero(Figure.MONOTONIC_JUMPED_MS)).isEqualTo(180_000);
    assertThat(Sweeps.recorded(result).orZero(Figure.OUTAGES)).isEqualTo(3_000);
  }

  /** The books bear such an error where nothing moved; what would have moved is beyond 64 bits. */
  @Test
  void clockErrorOfCenturies_leavesTimersUnknown() {
    Tale tale =
        new Tale()
            .error((1L << 62) - 1)
            .timersDue(10_000, true)
            .stop(5_000, "h0")
            .restart(35_000, "h0", RestartMode.CONTINUED);

    WhatIf result = tale.swept(QUESTION);

    Figures figures = Sweeps.under(result, ALWAYS);
    assertThat(figures.orZero(Figure.OUTAGES)).isEqualTo(1);
    assertThat(figures.orZero(Figure.TIMERS_UNKNOWN)).isEqualTo(1);
    assertThat(Sweeps.recorded(result).orZero(Figure.OUTAGES)).isEqualTo(1);
  }

  @Test
  void sumsBeyond64BitsOfNs_hold() {
    TaiInstant end = new TaiInstant(4_102_444_000_000_000_000L);
    Tale tale = new Tale().stop(0, "h0", StopReason.SAVE);
    for (int host = 1; host <= 5; host++) {
      tale.restart(end.plus(host * SECOND), "h" + host, RestartMode.RESTORED);
    }

    WhatIf result = tale.swept(QUESTION);

    Figures figures = Sweeps.under(result, ALWAYS);
    assertThat(figures.orZero(Figure.COMPENSATED)).isEqualTo(5);
    assertThat(figures.orZero(Figure.MONOTONIC_JUMPED_MS))
        .isEqualTo(5 * (Tale.at(0).nanosUntil(end) / Tale.MILLI) + 15_000);
    assertThat(figures.orZero(Figure.MONOTONIC_JUMP_MAX_NS))
        .isEqualTo(Tale.at(0).nanosUntil(end) + 5 * SECOND);
    assertThat(Sweeps.under(result, 0).orZero(Figure.REALTIME_STEPPED_MS))
        .isEqualTo(figures.orZero(Figure.MONOTONIC_JUMPED_MS));
    assertThat(result.topGuests().get(0).lostNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807", "-9223372036854775807", "-9223372036854775808"})
  void sleepOfAnyLength_isPriced(long slept) {
    Tale tale =
        new Tale()
            .timersDue(10_000, true)
            .stop(5_000, "h0", StopReason.SLEEP)
            .slept(35_000, slept)
            .restart(35_000, "h0", RestartMode.WAKEUP);

    WhatIf result = tale.swept(QUESTION);

    assertThat(result.rows()).isNotEmpty();
    assertThat(result.coverage().of(Count.EVENTS)).isEqualTo(4);
  }
}
