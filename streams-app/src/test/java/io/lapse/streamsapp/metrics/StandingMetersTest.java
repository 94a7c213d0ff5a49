package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.FoldedGuest.EPOCH;
import static io.lapse.streamsapp.metrics.FoldedGuest.MIGRATE;
import static io.lapse.streamsapp.metrics.FoldedGuest.reaction;
import static io.lapse.streamsapp.metrics.FoldedGuest.restart;
import static io.lapse.streamsapp.metrics.FoldedGuest.stop;
import static io.lapse.streamsapp.metrics.FoldedGuest.zone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.board.BoardBounds;
import io.lapse.streamsapp.board.LiveBoards;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One guest, in partition 0. */
class StandingMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FoldMetrics fold = new FoldMetrics(registry);
  private final Board board = new Board(new BoardBounds(1_000));
  private final Set<Integer> owned = new HashSet<>(Set.of(0));
  private final StandingMeters meters =
      new StandingMeters(registry, fold, board, owned::contains, 0.99);
  private GuestState state = GuestState.empty("g");
  private long offset;

  private void takes(LedgerInput... inputs) {
    for (LedgerInput input : inputs) {
      Step step = state.on(input, Rules.DEFAULT);
      fold.published(0, input, step);
      state = step.next();
      step.history().forEach(history -> board.apply(0, offset++, history));
      step.alerts().forEach(alert -> board.apply(0, alert));
      if (input instanceof GuestEvent.Profile profile) {
        board.apply(0, profile);
      }
    }
    meters.refresh();
  }

  private double shown(String name, String... labels) {
    return registry.find(name).tags(labels).gauges().stream().mapToDouble(Gauge::value).sum();
  }

  private int series(String name) {
    return registry.find(name).gauges().size();
  }

  @Test
  void nothingIsShown_beforeTheBoardIsLive() {
    takes(zone("z", 0), stop("h0", 10, MIGRATE));

    assertThat(series("lapse.guests")).isZero();
    assertThat(shown("lapse.slo.objective.ratio")).isEqualTo(0.99);
    assertThat(shown("lapse.host.clock.error.bound", "host", "h0")).isCloseTo(1e-6, within(1e-12));
  }

  @Test
  void openOutage_isShown_untilItEnds() {
    LiveBoards.live(board);
    takes(zone("z", 0), stop("h0", 10, MIGRATE));
    assertThat(shown("lapse.outages.open", "kind", "migration")).isEqualTo(1);
    assertThat(shown("lapse.outage.open.oldest.timestamp", "kind", "migration"))
        .isCloseTo(EPOCH / 1e9 - 37 + 0.01, within(1e-3));

    takes(restart("h1", 1_010));

    assertThat(shown("lapse.outages.open")).isZero();
    assertThat(series("lapse.outages.open")).isEqualTo(3);
    assertThat(series("lapse.outage.open.oldest.timestamp")).isZero();
    assertThat(shown("lapse.top.guest.outage", "rank", "1", "guest", "g"))
        .isCloseTo(1, within(1e-9));
    assertThat(shown("lapse.violations.open", "state", "stale", "zone", "z")).isEqualTo(1);
    assertThat(shown("lapse.alerts.open", "violation", "unaccounted_time")).isEqualTo(1);
  }

  @Test
  void outageThatWasSuperseded_isOpenNoLonger() {
    LiveBoards.live(board);

    takes(stop("h0", 10, MIGRATE), stop("h1", 5_000, MIGRATE));

    assertThat(shown("lapse.outages.open")).isEqualTo(1);
    assertThat(shown("lapse.outage.open.oldest.timestamp"))
        .isCloseTo(EPOCH / 1e9 - 37 + 5, within(1e-3));
  }

  @Test
  void guest_isOfTheNtpStateThatItSaid_andNotThatOfAnotherInstance() {
    LiveBoards.live(board);
    takes(zone("z", 0), stop("h0", 10, MIGRATE), restart("h1", 1_010));
    assertThat(shown("lapse.guests", "zone", "z", "ntp_state", "unknown")).isEqualTo(1);

    takes(reaction(2_000, 1, 1_000));
    assertThat(shown("lapse.guests", "ntp_state", "unsync")).isEqualTo(1);
    assertThat(shown("lapse.guests")).isEqualTo(1);

    takes(FoldedGuest.observation(9_000, 0, "Normal"));
    assertThat(shown("lapse.guests", "ntp_state", "sync")).isEqualTo(1);

    owned.clear();
    meters.refresh();
    assertThat(series("lapse.guests")).isZero();
    assertThat(series("lapse.top.guest.outage")).isZero();
  }
}
