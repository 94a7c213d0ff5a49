package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.FoldedGuest.MIGRATE;
import static io.lapse.streamsapp.metrics.FoldedGuest.observation;
import static io.lapse.streamsapp.metrics.FoldedGuest.reaction;
import static io.lapse.streamsapp.metrics.FoldedGuest.restart;
import static io.lapse.streamsapp.metrics.FoldedGuest.stop;
import static io.lapse.streamsapp.metrics.FoldedGuest.zone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RepairMetersTest {
  private final FoldedGuest guest = new FoldedGuest();

  @Test
  void reaction_endsTheStaleWindow_asAStep() {
    guest.takes(zone("z", 0), stop("h0", 10, MIGRATE), restart("h1", 1_010));
    assertThat(guest.recorded("lapse.stale.window")).isZero();

    guest.takes(reaction(3_010, 1, 1_000));

    assertThat(guest.recorded("lapse.stale.window", "zone", "z", "repair", "step")).isEqualTo(1);
    assertThat(guest.total("lapse.stale.window")).isCloseTo(2, within(1e-9));
    assertThat(guest.counted("lapse.compensated", "method", "guest_inject")).isEqualTo(1);
    assertThat(guest.counted("lapse.compensated", "method", "none")).isEqualTo(1);
  }

  @Test
  void observation_endsTheStaleWindow_asASlew() {
    guest.takes(zone("z", 0), stop("h0", 10, MIGRATE), restart("h1", 1_010));

    guest.takes(observation(61_010, 0, "synchronised"));

    assertThat(guest.recorded("lapse.stale.window", "repair", "slew")).isEqualTo(1);
    assertThat(guest.total("lapse.stale.window")).isCloseTo(60, within(1e-9));
    assertThat(guest.counted("lapse.compensated", "method", "agent_set_time")).isEqualTo(1);
  }

  @Test
  void notices_skippedOrRepeated_areCounted() {
    guest.takes(zone("z", 0), stop("h0", 10, MIGRATE), restart("h1", 1_010));
    guest.takes(reaction(1_020, 1, 0), reaction(1_030, 3, 0));
    assertThat(guest.counted("lapse.sequence.gaps", "zone", "z")).isEqualTo(1);
    assertThat(guest.counted("lapse.sequence.regressions")).isZero();

    guest.takes(reaction(1_040, 2, 0), reaction(1_025, 1, 0));

    assertThat(guest.counted("lapse.sequence.regressions", "zone", "z")).isEqualTo(1);
  }

  @Test
  void badMinutes_areThoseThatAnOutageBeyondItsLimitTouched() {
    guest.takes(zone("z", 0), stop("h0", 59_000, MIGRATE), restart("h1", 59_900));
    assertThat(guest.counted("lapse.bad.guestminutes", "zone", "z")).isZero();

    // The epoch is a whole minute.
    guest.takes(stop("h1", 119_000, MIGRATE), restart("h0", 120_500));

    assertThat(guest.counted("lapse.bad.guestminutes", "zone", "z")).isEqualTo(2);
  }
}
