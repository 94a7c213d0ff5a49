package io.lapse.guestkernel.discipline.trial;

import static io.lapse.guestkernel.discipline.trial.Trials.HOUR;
import static io.lapse.guestkernel.discipline.trial.Trials.MILLI;
import static io.lapse.guestkernel.discipline.trial.Trials.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.Kernels;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.timekeeping.Clock;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldTest {
  private final World world = World.begun(Trials.setup(Trials.NTPD));

  @Test
  void begun_hasARightClock_aKnownFrequency_andAStartedDaemon() {
    assertThat(world.errorNanos()).isZero();

    world.run(HOUR);

    // The counter is 10 ppm fast, and the kernel corrects it: 36 ms an hour if it did not.
    assertThat(world.errorNanos()).isCloseTo(0L, Offset.offset(MILLI));
    assertThat(world.requests()).isBetween(6L, 60L);
  }

  @Test
  void run_endsWhereItShould_howeverItIsCut() {
    World other = world.copy();

    world.run(100 * SECOND + 7);
    for (int i = 0; i < 100; i++) {
      other.run(SECOND);
    }
    other.run(7);

    assertThat(other.nowNanos()).isEqualTo(world.nowNanos());
    assertThat(other.requests()).isEqualTo(world.requests());
    assertThat(other.errorNanos()).isCloseTo(world.errorNanos(), Offset.offset(1_000L));
  }

  @Test
  void runToRequest_endsRightAfterIt_orAtItsLimit() {
    world.run(60 * SECOND);
    long before = world.requests();
    long now = world.nowNanos();

    world.runToRequest(SECOND);
    assertThat(world.requests()).isEqualTo(before);
    assertThat(world.nowNanos()).isEqualTo(now + SECOND);

    world.runToRequest(1_000 * SECOND);
    assertThat(world.requests()).isEqualTo(before + 1);
  }

  @Test
  void copy_goesItsOwnWay() {
    World copy = world.copy();
    long now = copy.nowNanos();

    world.run(HOUR);

    assertThat(copy.nowNanos()).isEqualTo(now);
    assertThat(copy.requests()).isLessThan(world.requests());
  }

  @Test
  void outcomeWithoutAnOutage_isOurOwnBug() {
    assertThatThrownBy(world::outcome).isInstanceOf(IllegalStateException.class);
  }

  /**
   * The kernel is told of each second as it begins, as its ticks would. A stride over several of
   * them would keep the rate of the first.
   */
  @ParameterizedTest(name = "constant {0}, offset {1} ms")
  @CsvSource({"1, 400", "6, 100", "6, -100", "10, 100"})
  void strides_areAsGoodAsTicks(int constant, long offsetMillis) {
    GuestKernel ticking = Kernels.exact();
    AdjtimexCall slew =
        new AdjtimexCall(
            AdjtimexCall.ADJ_OFFSET | AdjtimexCall.ADJ_TIMECONST,
            offsetMillis * MILLI,
            0,
            0,
            0,
            0,
            constant,
            0,
            0);
    ticking.adjtimex(slew, effect -> {});
    GuestKernel striding = ticking.copy();

    ticking.run(300 * SECOND, effect -> {});
    long left = 300 * SECOND;
    while (left > 0) {
      long untilSecond = SECOND - Math.floorMod(striding.read(Clock.REALTIME), SECOND);
      long stride = Math.min(left, untilSecond + World.TICK_NANOS);
      striding.skip(stride);
      left -= stride;
    }

    long moved = ticking.read(Clock.REALTIME) - ticking.read(Clock.MONOTONIC_RAW);
    long strode = striding.read(Clock.REALTIME) - striding.read(Clock.MONOTONIC_RAW);
    assertThat(strode).isCloseTo(moved, Offset.offset(MILLI));
    assertThat(striding.ntp().offset()).isEqualTo(ticking.ntp().offset());
  }
}
