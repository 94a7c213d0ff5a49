package io.lapse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TimerReportTest {
  private static TimerReport.Round round(double kernel, double queue, double jump) {
    return TimerReport.Round.of(
        Map.of("kernel", kernel, "priorityQueue", queue, "wheel", 5e6, "jump", jump));
  }

  @Test
  void report_hasTheMediansPerTimer_andTheRatioOfEachRound() {
    TimerReport report = new TimerReport();
    report.add(round(200e6, 1_000e6, 3_000));
    report.add(round(300e6, 1_000e6, 2_000));
    report.add(round(900e6, 3_000e6, 9_000));

    assertThat(report.render())
        .isEqualTo(
            """
            emulated kernel                           300 ns/timer
            java.util.PriorityQueue, drained         1000 ns/timer
            Agrona DeadlineTimerWheel, 1 ms             5 ns/timer
            ratio: a timer takes the kernel 0.300 x (0.200..0.300) of the queue's time \
            (goal: at most 0.70, met)
            a guest with 15 timers, one jump: 3.0 us (goal: under 20 us, met)
            """);
  }

  @Test
  void goals_canBeMissed() {
    TimerReport report = new TimerReport();
    report.add(round(800e6, 1_000e6, 20_000));

    assertThat(report.render())
        .contains("0.70, not met)")
        .contains("20.0 us (goal: under 20 us, not met)");
  }

  @Test
  void round_withoutABenchmark_isRefused() {
    assertThatThrownBy(() -> TimerReport.Round.of(Map.of("kernel", 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a round must have priorityQueue");
  }
}
