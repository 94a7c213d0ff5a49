package io.lapse.whatif.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.Closing;
import io.lapse.ledger.account.Outage;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.fleet.PairBias;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostClocksTest {
  private static final long MILLI = 1_000_000;
  private static final long AHEAD_NANOS = 30 * MILLI;

  @Test
  void hostThatIsAhead_isFound_whoeverItExchangesGuestsWith() {
    HostClocks clocks = new HostClocks();
    HostClocks others = new HostClocks();
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      long lengthNanos = 50 * MILLI + random.nextLong(10 * MILLI);
      String other = "h" + random.nextInt(50);
      clocks.add(migration(other, "odd", lengthNanos + AHEAD_NANOS));
      others.add(migration("odd", other, lengthNanos - AHEAD_NANOS));
    }

    clocks.merge(others);

    List<HostBias> found = clocks.biased(5).list();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).host()).isEqualTo("odd");
    assertThat(found.get(0).arrived()).isEqualTo(200);
    assertThat(found.get(0).offset().estimateNanos())
        .isBetween(AHEAD_NANOS - 2 * MILLI, AHEAD_NANOS + 2 * MILLI);
    assertThat(found.get(0).offset().standing()).isEqualTo(PairBias.Standing.BEYOND);
  }

  @Test
  void outagesOnOneHost_sayNothing() {
    HostClocks clocks = new HostClocks();
    for (int i = 0; i < 100; i++) {
      clocks.add(migration("h0", "h0", 50 * MILLI));
    }

    assertThat(clocks.biased(5).list()).isEmpty();
  }

  private static Outage migration(String source, String destination, long toutNanos) {
    TaiInstant stopped = new TaiInstant(1_800_000_000_000_000_000L);
    return new Outage(
        "g",
        "g/0",
        OutageKind.MIGRATION,
        source,
        destination,
        stopped,
        stopped.plus(toutNanos),
        Policy.DEFAULT,
        Cooperation.UNKNOWN,
        1L,
        new Closing(toutNanos, 10 * MILLI, 0, AmountBasis.MEASURED, 0, null, 0),
        null,
        null,
        true);
  }
}
