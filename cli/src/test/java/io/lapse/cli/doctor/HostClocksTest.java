package io.lapse.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostClocksTest {
  private final HostClocks clocks = new HostClocks();

  private static Envelope envelope(
      String host, long at, long clock, long resolution, long latency) {
    Stamp stamp = new Stamp(new TaiInstant(at), clock, resolution, latency);
    return new Envelope("vm-7", host, stamp, Source.QMP, null);
  }

  private static HostEvent stop(String host, long at, long clock, long resolution, long latency) {
    return new HostEvent.Stopped(
        envelope(host, at, clock, resolution, latency), StopReason.UNKNOWN, null);
  }

  private static HostEvent said(String host, long at, long errorNanos, Integer wrongOffset) {
    return new HostEvent.HostClock(envelope(host, at, 999, 999, 999), errorNanos, 0, wrongOffset);
  }

  @Test
  void error_isTheClocksLast_andTheWorstReadingOfStopsAndRestarts() {
    clocks.add(stop("h1", 20, 5, 1, 100));
    clocks.add(said("h1", 30, 70, null));
    clocks.add(stop("h1", 10, 6, 1, 300));

    assertThat(clocks.worstFirst())
        .containsExactly(new HostClock("h1", new TaiInstant(30), 70, 301, false, 3));
    assertThat(clocks.worstFirst().get(0).errorNanos()).isEqualTo(371);
  }

  @Test
  void hosts_areSorted_theWorstFirst() {
    clocks.add(stop("h1", 10, 5, 0, 0));
    clocks.add(stop("h2", 10, 7, 0, 0));
    clocks.add(stop("h3", 10, 5, 0, 0));

    assertThat(clocks.worstFirst())
        .extracting(HostClock::host)
        .isEqualTo(List.of("h2", "h1", "h3"));
  }

  @Test
  void errors_beyond64Bits_areTheLargest() {
    clocks.add(stop("h1", 10, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));

    assertThat(clocks.worstFirst().get(0).errorNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void wrongTaiOffset_isWarnedOf() {
    clocks.add(said("h1", 10, 5, 0));
    clocks.add(said("h2", 10, 5, null));

    Check check = ClockChecks.clocks(clocks);

    assertThat(check.line())
        .isEqualTo(
            "WARN  clocks        2 hosts; the worst, h1, may be 5 ns wrong:"
                + " set the kernel's TAI offset of h1");
  }

  @Test
  void threshold_thatTheWorstCannotDecide_isWarnedOf() {
    clocks.add(stop("h1", 10, 600_000_000, 0, 0));
    clocks.add(stop("h2", 10, 400_000_000, 0, 0));

    assertThat(ClockChecks.threshold(ClockChecks.pairs(clocks)).line())
        .isEqualTo(
            "WARN  threshold     two hosts can decide T from 1.01 s (median pair; best 1.01 s,"
                + " worst 1.01 s): between the worst two not even an outage of 1 s is told apart;"
                + " discipline their clocks");
  }
}
