package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.FoldedGuest.MIGRATE;
import static io.lapse.streamsapp.metrics.FoldedGuest.restart;
import static io.lapse.streamsapp.metrics.FoldedGuest.stop;
import static io.lapse.streamsapp.metrics.FoldedGuest.zone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lapse.ledger.host.StopReason;
import io.lapse.streamsapp.DrivenLedger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** An outage is counted when its length is first known, and never again. */
class OutageMetersTest {
  private static final Offset<Double> NANO = within(1e-9);

  private final FoldedGuest guest = new FoldedGuest();

  @Test
  void migration_isCountedByKindAndZone_whenItEnds() {
    guest.takes(zone("eu-1a", 0), stop("h0", 10, MIGRATE));
    assertThat(guest.counted("lapse.outages")).isZero();

    guest.takes(restart("h1", 260));

    assertThat(
            guest.counted(
                "lapse.outages", "kind", "migration", "zone", "eu-1a", "outcome", "completed"))
        .isEqualTo(1);
    assertThat(guest.counted("lapse.outages")).isEqualTo(1);
    assertThat(guest.recorded("lapse.outage", "kind", "migration", "zone", "eu-1a")).isEqualTo(1);
    assertThat(guest.total("lapse.outage")).isCloseTo(0.25, NANO);
  }

  @Test
  void zone_isUnknown_whereNoProfileNamesOne() {
    guest.takes(stop("h0", 10, MIGRATE), restart("h1", 260));

    assertThat(guest.counted("lapse.outages", "zone", "unknown")).isEqualTo(1);
  }

  @Test
  void countersOfAZone_beginWithZero() {
    guest.takes(zone("eu-1a", 0), stop("h0", 10, MIGRATE));

    assertThat(guest.labels("lapse.outages", "outcome"))
        .containsExactly("completed", "failed_resumed_source", "lost", "superseded");
    assertThat(guest.labels("lapse.outages", "kind"))
        .containsExactly("migration", "pause", "snapshot");
    assertThat(guest.labels("lapse.violations", "violation")).contains("blackout_exceeded");
  }

  @Test
  void migrationThatFailed_isOneThatRanAgainWhereItStopped() {
    guest.takes(stop("h0", 10, MIGRATE), restart("h0", 260));
    guest.takes(stop("h0", 1_000, StopReason.PAUSE), restart("h0", 1_100));

    assertThat(guest.counted("lapse.outages", "outcome", "failed_resumed_source")).isEqualTo(1);
    assertThat(guest.counted("lapse.outages", "kind", "pause", "outcome", "completed"))
        .isEqualTo(1);
  }

  @Test
  void restartWithoutAStop_isLost_andHasNoLength() {
    guest.takes(restart("h1", 260));

    assertThat(guest.counted("lapse.outages", "outcome", "lost")).isEqualTo(1);
    assertThat(guest.recorded("lapse.outage")).isZero();
  }

  @Test
  void stopThatComesAfterItsRestart_completesTheOutage() {
    guest.takes(restart("h1", 260), stop("h0", 10, MIGRATE));

    assertThat(guest.counted("lapse.outages", "outcome", "lost")).isEqualTo(1);
    assertThat(guest.counted("lapse.outages", "kind", "migration", "outcome", "completed"))
        .isEqualTo(1);
    assertThat(guest.total("lapse.outage")).isCloseTo(0.25, NANO);
    assertThat(guest.counted("lapse.events.late", "producer", "qmp")).isEqualTo(1);
  }

  @Test
  void stopWhoseRestartIsMissing_isSuperseded_untilItComes() {
    guest.takes(stop("h0", 10, MIGRATE), stop("h1", 5_000, MIGRATE));
    assertThat(guest.counted("lapse.outages", "outcome", "superseded")).isEqualTo(1);

    guest.takes(restart("h1", 260));

    assertThat(guest.counted("lapse.outages", "outcome", "superseded")).isEqualTo(1);
    assertThat(guest.counted("lapse.outages", "outcome", "completed")).isEqualTo(1);
    assertThat(guest.total("lapse.outage")).isCloseTo(0.25, NANO);
  }

  @Test
  void lateStop_movesTheRestart_andNothingIsCountedTwice() {
    guest.takes(stop("h0", 10, MIGRATE), restart("h1", 5_260));

    guest.takes(stop("h0", 5_010, MIGRATE));

    // The first stop has no restart now; the outage of the second takes the place of its own.
    assertThat(guest.counted("lapse.outages", "outcome", "superseded")).isEqualTo(1);
    assertThat(guest.counted("lapse.outages", "outcome", "completed")).isEqualTo(1);
    assertThat(guest.recorded("lapse.outage")).isEqualTo(1);
    assertThat(guest.total("lapse.outage")).isCloseTo(5.25, NANO);
  }

  @Test
  void policyThatJudgesOtherwise_countsNoOutageAgain() {
    guest.takes(stop("h0", 10, MIGRATE), restart("h1", 260));

    guest.under(DrivenLedger.policy(1, 0, 1_000_000_000));

    assertThat(guest.counted("lapse.outages")).isEqualTo(1);
    assertThat(guest.recorded("lapse.outage")).isEqualTo(1);
    // A threshold of 0 is none that an outage could break.
    assertThat(guest.counted("lapse.threshold.violations")).isZero();
    assertThat(guest.counted("lapse.events.late")).isZero();
  }

  @Test
  void outageBelowTheThreshold_isNoViolationOfIt() {
    guest.under(DrivenLedger.policy(1, 0, 1_000_000_000));

    guest.takes(stop("h0", 10, MIGRATE), restart("h1", 260));
    guest.takes(stop("h1", 5_000, MIGRATE), restart("h0", 6_000));
    guest.takes(stop("h0", 10_000, MIGRATE), restart("h1", 12_000));

    assertThat(guest.counted("lapse.threshold.violations", "certainty", "ambiguous")).isEqualTo(1);
    assertThat(
            guest.counted(
                "lapse.threshold.violations", "certainty", "certain", "policy", "default@1"))
        .isEqualTo(1);
    assertThat(guest.counted("lapse.outages")).isEqualTo(3);
  }

  @Test
  void negativeTout_isCounted_andIsNoLength() {
    guest.takes(stop("h0", 10, "m-1"), restart("h1", 7, "m-1"));

    assertThat(guest.counted("lapse.tout.negative")).isEqualTo(1);
    assertThat(guest.total("lapse.outage")).isZero();
    assertThat(guest.recorded("lapse.outage")).isEqualTo(1);
  }

  @Test
  void violations_areCountedWhenTheyOpen() {
    guest.takes(zone("z", 0), stop("h0", 10, MIGRATE), restart("h1", 2_010));
    guest.takes(stop("h0", 10, MIGRATE));

    assertThat(
            guest.counted(
                "lapse.violations",
                "violation",
                "blackout_exceeded",
                "severity",
                "warning",
                "zone",
                "z",
                "certainty",
                "certain"))
        .isEqualTo(1);
    assertThat(guest.counted("lapse.violations", "violation", "unaccounted_time")).isEqualTo(1);
  }
}
