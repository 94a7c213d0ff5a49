package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.policy.Violation;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What an alert says of its outage. */
class AlertTest {
  @Test
  void alert_saysOfItsOutageWhatIsKnown() {
    List<LedgerInput> inputs =
        Story.read(
            """
            100 h0 stop
            1300 h1 restart
            5000 h1 restart mode=continued
            """);

    GuestState state = Story.fold(inputs, Rules.DEFAULT);

    assertThat(state.alerts())
        .extracting(Alert::violation, Alert::sourceHost, Alert::destinationHost, Alert::toutNanos)
        .containsExactlyInAnyOrder(
            Tuple.tuple(Violation.BLACKOUT_EXCEEDED, "h0", "h1", 1_200 * Story.MILLI),
            Tuple.tuple(Violation.UNACCOUNTED_TIME, "h0", "h1", 1_200 * Story.MILLI),
            Tuple.tuple(Violation.MISSING_STOP, null, "h1", null));
  }

  @Test
  void alertAtTheStop_doesNotKnowTheRestart_whatStaysOpenDoes() {
    List<LedgerInput> inputs =
        Story.read(
            """
            0 h0 announced deadline=50
            100 h0 stop
            160 h1 restart
            """);

    Step stopped = Story.fold(inputs.subList(0, 1), Rules.DEFAULT).on(inputs.get(1), Rules.DEFAULT);
    GuestState state = Story.fold(inputs, Rules.DEFAULT);

    assertThat(stopped.alerts())
        .extracting(Alert::violation, Alert::sourceHost, Alert::destinationHost, Alert::toutNanos)
        .containsExactly(Tuple.tuple(Violation.FORCED_AFTER_DEADLINE, "h0", null, null));
    Alert open = account(state).open().get(Violation.FORCED_AFTER_DEADLINE);
    assertThat(open).isEqualTo(stopped.alerts().get(0).about("h0", "h1", 60 * Story.MILLI));
  }

  private static OutageAccount account(GuestState state) {
    return Restored.tail(state.snapshot(), Rules.DEFAULT).accounts().get(0);
  }
}
