package io.lapse.whatif.wallclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Curve CURVE =
      new Curve(
          List.of(
              point(0, 0, 100, false),
              point(SECOND, 0, 300, false),
              point(2 * SECOND, 8_000, 500, false),
              point(4 * SECOND, 10_000, 900, false),
              point(8 * SECOND, 90_000, 2_900, true)));

  private static Curve.Point point(long tout, long stale, long wrong, boolean endless) {
    return new Curve.Point(tout, new Wrong(stale, wrong, endless));
  }

  @ParameterizedTest(name = "after {0} ms: {1} ns, {2} ms s, endless {3}")
  @CsvSource(
      textBlock =
          """
          # length, stale, wrong, endless
          0,             0,   100, false
          500,           0,   200, false
          1000,          0,   300, false
          # where a stale window begins, the worse of both ends
          1001,       8000,   300, false
          1500,       8000,   400, false
          2000,       8000,   500, false
          3000,       9000,   700, false
          4000,      10000,   900, false
          # where it never ends any more, too
          4001,      90000,   900, true
          6000,      90000,  1900, true
          8000,      90000,  2900, true
          # beyond: the integral grows by 500 each second
          10000,     90000,  3900, true
          1000000, 90000, 498900, true
          """)
  void curve_goesStraightFromPointToPoint(long millis, long stale, long wrong, boolean endless) {
    assertThat(CURVE.at(millis * 1_000_000)).isEqualTo(new Wrong(stale, wrong, endless));
  }

  @Test
  void longestOutage_fits() {
    assertThat(CURVE.at(Long.MAX_VALUE))
        .isEqualTo(new Wrong(90_000, 2_900 + 500 * (Long.MAX_VALUE / SECOND - 8), true));
  }

  @Test
  void integralThatFellLast_staysBeyond() {
    Curve falling = new Curve(List.of(point(0, 0, 100, false), point(SECOND, 0, 50, false)));

    assertThat(falling.at(100 * SECOND)).isEqualTo(new Wrong(0, 50, false));
  }

  @Test
  void largestValues_doNotOverflowBetweenPoints() {
    long most = (1L << 47) - 1;
    Curve steep = new Curve(List.of(point(0, 0, 0, false), point(most, most, most, false)));

    assertThat(steep.at(most / 2).wrongMillisSeconds())
        .isBetween(most / 2 - most / 32_768, most / 2);
    assertThat(steep.at(most / 2).staleNanos()).isEqualTo(most);
    assertThatIllegalArgumentException().isThrownBy(() -> point(0, 0, most + 1, false));
  }

  @Test
  void pointsOutOfOrder_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Curve(List.of(point(5, 0, 0, false), point(5, 0, 0, false))))
        .withMessageContaining("toutNanos must ascend: 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Curve(List.of(point(5, 0, 0, false))))
        .withMessageContaining("points must be at least two");
  }
}
