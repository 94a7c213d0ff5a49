package io.lapse.streamsapp.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.query.NtpMoment.Observed;
import io.lapse.streamsapp.query.NtpMoment.Reset;
import io.lapse.streamsapp.query.NtpMoment.Restarted;
import io.lapse.streamsapp.query.NtpMoment.Stopped;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The corners as a table: second, error in us, state, cause. */
class NtpCurveTest {
  private static final long SECOND = 1_000_000_000L;

  private static TaiInstant at(long seconds) {
    return new TaiInstant(seconds * SECOND);
  }

  private static String drawn(List<NtpMoment> moments, long untilSeconds) {
    return NtpCurve.of(moments, at(untilSeconds)).points().stream()
        .map(
            point ->
                point.at().nanos() / SECOND
                    + " "
                    + point.maxErrorNanos() / 1_000
                    + " "
                    + point.state()
                    + " "
                    + point.cause()
                    + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void nothing_isNoCurve() {
    assertThat(NtpCurve.of(List.of(), at(5)).points()).isEmpty();
  }

  @Test
  void restart_resets_andAnObservationSynchronises() {
    assertThat(
            drawn(
                List.of(
                    new Observed(at(300), true, 2_000_000),
                    new Stopped(at(100)),
                    new Restarted(at(101), 0),
                    new Reset(at(101))),
                400))
        .isEqualTo(
            """
            100 16000000 UNKNOWN stopped
            101 16000000 UNKNOWN restarted
            101 16000000 UNSYNCHRONISED NTP was reset
            300 16000000 UNSYNCHRONISED null
            300 2000 SYNCHRONISED observed to be synchronised
            400 52000 SYNCHRONISED null
            """);
  }

  @Test
  void outage_stopsTheGrowth_andACompensationMakesUpForIt() {
    assertThat(
            drawn(
                List.of(
                    new Observed(at(0), true, 0),
                    new Stopped(at(10)),
                    new Restarted(at(110), 100 * SECOND),
                    new Reset(at(111))),
                111))
        .isEqualTo(
            """
            0 16000000 UNKNOWN null
            0 0 SYNCHRONISED observed to be synchronised
            10 5000 SYNCHRONISED stopped
            110 5000 SYNCHRONISED null
            110 55000 SYNCHRONISED restarted, counter advanced
            111 55500 SYNCHRONISED null
            111 16000000 UNSYNCHRONISED NTP was reset
            """);
  }

  @Test
  void errorAtItsLimit_isNotSynchronised() {
    assertThat(drawn(List.of(new Observed(at(0), true, 15_999_000_000L)), 100))
        .isEqualTo(
            """
            0 16000000 UNKNOWN null
            0 15999000 SYNCHRONISED observed to be synchronised
            2 16000000 UNSYNCHRONISED time_maxerror is at its limit
            100 16000000 UNSYNCHRONISED null
            """);
  }

  @Test
  void observationOfAnUnsynchronisedClock_isBelieved() {
    assertThat(drawn(List.of(new Observed(at(0), true, 0), new Observed(at(2), false, 7)), 2))
        .isEqualTo(
            """
            0 16000000 UNKNOWN null
            0 0 SYNCHRONISED observed to be synchronised
            2 1000 SYNCHRONISED null
            2 16000000 UNSYNCHRONISED observed not to be synchronised
            """);
  }
}
