package io.lapse.whatif.harm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
  /** In the order of addition nothing of it is rounded away. */
  @Test
  void lengthsBelowAMillisecond_addUp() {
    Figures one = new Figures();
    for (int i = 0; i < 3; i++) {
      one.add(Figure.REALTIME_STEPPED_MS, 400_000);
    }
    Figures two = Figures.copyOf(one);

    two.add(one);

    assertThat(one.orZero(Figure.REALTIME_STEPPED_MS)).isEqualTo(1);
    assertThat(two.orZero(Figure.REALTIME_STEPPED_MS)).isEqualTo(2);
    two.add(Figure.REALTIME_STEPPED_MS, 600_000);
    assertThat(two.orZero(Figure.REALTIME_STEPPED_MS)).isEqualTo(3);
  }

  @Test
  void moreNanosecondsThan64BitsHold_addUp() {
    Figures figures = new Figures();
    for (int i = 0; i < 5; i++) {
      figures.add(Figure.MONOTONIC_JUMPED_MS, Long.MAX_VALUE);
    }

    assertThat(figures.orZero(Figure.MONOTONIC_JUMPED_MS)).isEqualTo(46_116_860_184_273L);
  }

  @Test
  void sumBeyond64Bits_isLeftOut_andStaysSo() {
    Figures figures = new Figures();
    figures.add(Figure.OVERRUNS, Long.MAX_VALUE);
    figures.add(Figure.OVERRUNS, 1);

    figures.add(Figure.OVERRUNS, 1);

    assertThat(figures.get(Figure.OVERRUNS)).isEmpty();
    assertThat(figures.get(Figure.TIMERS)).hasValue(0);
    assertThat(Figures.copyOf(figures)).isEqualTo(figures);
  }

  @Test
  void largest_isKept() {
    Figures figures = new Figures();
    figures.add(Figure.BURST_MAX, 7);

    figures.add(Figure.BURST_MAX, 3);

    assertThat(figures.orZero(Figure.BURST_MAX)).isEqualTo(7);
  }
}
