package io.lapse.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What hosts say of their clocks is true: a hundred of them of either sort. */
class SimulatedHostTest {
  private static final long START = FleetPlan.START.nanos();
  private static final long PPM_MAX = 50;

  private static List<SimulatedHost> hosts() {
    return Stream.of(FleetHabits.WILD, FleetHabits.PUBLIC)
        .flatMap(
            habits ->
                IntStream.range(0, 100).mapToObj(index -> SimulatedHost.of(99, index, habits)))
        .toList();
  }

  @Test
  void clock_staysWithinItsBound() {
    for (SimulatedHost host : hosts()) {
      for (long at = START; at < START + 3 * Nanos.DAY; at += 611 * Nanos.SECOND) {
        assertThat(Math.abs(host.offsetNanos(at))).as(host.name()).isLessThan(host.boundNanos());
      }
      for (long step : host.steps(START, START + 3 * Nanos.DAY)) {
        assertThat(Math.abs(host.offsetNanos(step - 1))).isLessThan(host.boundNanos());
        assertThat(Math.abs(host.offsetNanos(step))).isLessThan(host.boundNanos());
      }
    }
  }

  @Test
  void rate_staysWithinTheDefaultDrift_butForSteps() {
    for (SimulatedHost host : hosts()) {
      for (long at = START; at < START + Nanos.DAY; at += 7 * Nanos.SECOND) {
        long movedNanos = host.offsetNanos(at + Nanos.SECOND) - host.offsetNanos(at);
        if (host.isSteady(at, at + Nanos.SECOND)) {
          assertThat(Math.abs(movedNanos)).as(host.name()).isLessThan(PPM_MAX * 1_000);
        }
      }
    }
  }

  @Test
  void steps_moveTheClockByWhatIsReported() {
    int seen = 0;
    for (SimulatedHost host : hosts()) {
      for (long step : host.steps(START, START + 5 * Nanos.DAY)) {
        long movedNanos = host.offsetNanos(step) - host.offsetNanos(step - 1);
        assertThat(movedNanos).isBetween(host.steppedNanos() - 2, host.steppedNanos() + 2);
        assertThat(host.isSteady(step - 1, step)).isFalse();
        assertThat(host.isSteady(step, step + Nanos.HOUR)).isTrue();
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(100);
  }

  @Test
  void failure_isTheSameWhoeverAsks() {
    int seen = 0;
    for (SimulatedHost host : hosts()) {
      long end = START + 30 * Nanos.DAY;
      var failure = host.failure(START, end);
      if (failure.isPresent()) {
        long at = failure.getAsLong();
        assertThat(host.failure(at - 1, at)).hasValue(at);
        assertThat(host.failure(START, at - 1)).isEmpty();
        assertThat(host.failure(at - Nanos.HOUR, end)).hasValue(at);
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(20);
  }
}
