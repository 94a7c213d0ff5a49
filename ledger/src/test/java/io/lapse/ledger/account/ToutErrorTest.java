package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far Tout may be off: two hosts, one host, a stepped clock; always rounded outward. */
class ToutErrorTest {

  @ParameterizedTest(name = "{0} to {1}, Tout {2} ns, clock error {3}, stepped {4}: {5}")
  @CsvSource({
    // Two hosts: clock error, resolution 1,000 and latency 5,000, twice.
    "h0, h1, 60000000, 100000, false, 212000",
    // One host: the clock's offset cancels; 50 ppm of Tout remain, if that is less.
    "h0, h0, 60000000, 100000, false, 15000",
    "h0, h0, 60000001, 100000, false, 15001",
    "h0, h0, 60019999, 100000, false, 15001",
    "h0, h0, 60020000, 100000, false, 15001",
    "h0, h0, 60020001, 100000, false, 15002",
    "h0, h0, 4000000000, 100000, false, 212000",
    "h0, h0, 8000000000, 100000, false, 212000",
    // A step between the stamps: nothing cancels.
    "h0, h0, 60000000, 100000, true, 212000",
    "h0, h0, 0, 100000, false, 12000",
    // Days: 864,000 s at 50 ppm are 43.2 s.
    "h0, h0, 864000000000000, 60000000000, false, 43200012000"
  })
  void toutError_byHostsAndClock(
      String from, String to, long tout, long clockError, boolean stepped, long expected) {
    List<LedgerInput> inputs = new ArrayList<>();
    inputs.add(new HostEvent.Stopped(envelope(from, 0, clockError), StopReason.UNKNOWN, null));
    inputs.add(
        new HostEvent.Restarted(
            envelope(to, tout, clockError),
            RestartMode.INCOMING,
            null,
            CounterWhilePaused.STOPS,
            null,
            List.of(),
            List.of()));
    if (stepped) {
      inputs.add(new HostEvent.HostClock(envelope(from, tout / 2, clockError), 0, 1, null));
    }

    List<Entry> entries = Story.fold(inputs, Rules.DEFAULT).entries();

    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).toutNanos()).isEqualTo(tout);
    assertThat(entries.get(0).toutErrorNanos()).isEqualTo(expected);
  }

  private static Envelope envelope(String host, long nanos, long clockError) {
    Stamp stamp = new Stamp(Story.at(0).plus(nanos), clockError, 1_000, 5_000);
    return new Envelope("g", host, stamp, Source.QMP, null);
  }
}
