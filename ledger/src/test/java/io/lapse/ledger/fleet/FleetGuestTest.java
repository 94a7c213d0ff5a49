package io.lapse.ledger.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Account;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is counted of one guest, input by input. */
class FleetGuestTest {
  private static final long SECOND = 1_000_000_000;
  private static final long EPOCH = 1_800_000_000 * SECOND;

  private GuestState state = GuestState.empty("g");
  private FleetGuest guest = FleetGuest.NEW;

  private List<FleetDelta> on(LedgerInput input) {
    Step step = state.on(input, Rules.DEFAULT);
    state = step.next();
    FleetGuest.Counted counted = guest.on(step);
    guest = counted.next();
    return counted.deltas();
  }

  private static Envelope envelope(@Nullable String host, long second) {
    return new Envelope(
        "g", host, Stamp.of(new TaiInstant(EPOCH + second * SECOND), 0), Source.QMP, null);
  }

  private static LedgerInput stop(String host, long second) {
    return new HostEvent.Stopped(envelope(host, second), StopReason.UNKNOWN, null);
  }

  private static LedgerInput restart(String host, long second) {
    return new HostEvent.Restarted(
        envelope(host, second),
        RestartMode.INCOMING,
        null,
        CounterWhilePaused.STOPS,
        null,
        List.of(),
        List.of());
  }

  private static LedgerInput profile(String zone, long second) {
    return new GuestEvent.Profile(
        envelope(null, second),
        "tsc",
        null,
        null,
        null,
        "web",
        CounterWhilePaused.STOPS,
        Map.of("zone", zone));
  }

  private static LedgerInput reaction(long notice, long seconds, long second) {
    return new GuestEvent.Reacted(
        envelope(null, second),
        ReactionOrigin.REPORTED,
        notice,
        seconds * SECOND,
        false,
        true,
        null);
  }

  @Test
  void stop_isAnOpenOutage_atItsStop() {
    List<FleetDelta> deltas = on(stop("h1", 10));

    assertThat(deltas).hasSize(1);
    FleetDelta delta = deltas.get(0);
    assertThat(delta.at()).isEqualTo(new TaiInstant(EPOCH + 10 * SECOND));
    assertThat(delta.hosts()).containsExactly("h1");
    assertThat(delta.added().open()).isEqualTo(1);
    assertThat(delta.added().outages()).isEqualTo(1);
    assertThat(delta.removed().isEmpty()).isTrue();
  }

  @Test
  void restart_takesTheOpenOutageBack_andCountsTheClosedOne_atItsRestart() {
    List<FleetDelta> opened = on(stop("h1", 10));

    List<FleetDelta> closed = on(restart("h2", 12));

    assertThat(closed).hasSize(2);
    assertThat(closed.get(0).removed()).isEqualTo(opened.get(0).added());
    assertThat(closed.get(0).at()).isEqualTo(opened.get(0).at());
    FleetDelta second = closed.get(1);
    assertThat(second.at()).isEqualTo(new TaiInstant(EPOCH + 12 * SECOND));
    assertThat(second.hosts()).containsExactly("h1", "h2");
    assertThat(second.added().tout(OutageKind.MIGRATION).sumNanos())
        .isEqualTo(BigInteger.valueOf(2 * SECOND));
    assertThat(second.added().posted().to(Account.UNACCOUNTED))
        .isEqualTo(BigInteger.valueOf(2 * SECOND));
    assertThat(second.added().openNow().byKey())
        .containsOnlyKeys(Violation.BLACKOUT_EXCEEDED, Violation.UNACCOUNTED_TIME);
  }

  @Test
  void dimensions_areCountedWhereTheyBelong() {
    on(profile("z1", 0));
    on(stop("h1", 10));

    FleetDelta delta = on(restart("h2", 12)).get(1);

    assertThat(delta.dimensions("h1"))
        .extracting(Dimension::text)
        .containsExactlyInAnyOrder(
            "fleet", "class/web", "label/zone=z1", "source/h1", "pair/h1>h2");
    assertThat(delta.dimensions("h2"))
        .extracting(Dimension::text)
        .containsExactly("destination/h2");
  }

  @Test
  void pause_isCountedByItsOnlyHost() {
    on(stop("h1", 10));

    FleetDelta delta = on(restart("h1", 12)).get(1);

    assertThat(delta.hosts()).containsExactly("h1");
    assertThat(delta.dimensions("h1"))
        .extracting(Dimension::text)
        .containsExactlyInAnyOrder("fleet", "class/default", "source/h1", "destination/h1");
  }

  @Test
  void reaction_movesAmounts_andEndsTheViolation_withoutAnotherOutage() {
    on(stop("h1", 10));
    on(restart("h2", 12));

    FleetDelta delta = on(reaction(1, 2, 13)).get(0);

    assertThat(delta.added().outages()).isZero();
    assertThat(delta.added().posted().to(Account.INJECTED))
        .isEqualTo(BigInteger.valueOf(2 * SECOND));
    assertThat(delta.added().posted().to(Account.UNACCOUNTED))
        .isEqualTo(BigInteger.valueOf(-2 * SECOND));
    assertThat(delta.removed().openNow().byKey()).containsOnlyKeys(Violation.UNACCOUNTED_TIME);
    assertThat(delta.removed().opened().isEmpty()).isTrue();
  }

  @Test
  void reversal_takesBackUnderTheLabelsOfThen() {
    on(profile("z1", 0));
    on(stop("h1", 10));
    on(restart("h2", 12));
    on(profile("z2", 20));

    // The stop was another one: what was booked is taken back.
    List<FleetDelta> deltas = on(stop("h1", 11));

    assertThat(deltas)
        .filteredOn(delta -> !delta.removed().isEmpty())
        .extracting(delta -> delta.traits().labels().get("zone"))
        .isNotEmpty()
        .containsOnly("z1");
    assertThat(deltas)
        .filteredOn(delta -> !delta.added().isEmpty())
        .extracting(delta -> delta.traits().labels().get("zone"))
        .isNotEmpty()
        .containsOnly("z2");
  }

  @Test
  void guestWithoutProfile_thatOwesNothing_isHardlyRemembered() {
    on(stop("h1", 10));
    on(restart("h2", 10));

    assertThat(guest).isEqualTo(new FleetGuest(1, List.of(), List.of()));
  }

  @Test
  void reversal_ofWhatWasBookedBeforeItWasCounted_isNotCounted() {
    on(stop("h1", 10));
    guest = FleetGuest.NEW;

    List<FleetDelta> deltas = on(restart("h2", 12));

    assertThat(deltas).hasSize(1);
    assertThat(deltas.get(0).removed().isEmpty()).isTrue();
    assertThat(deltas.get(0).added().outages()).isEqualTo(1);
  }

  @Test
  void inputThatBooksNothing_changesNothing() {
    assertThat(on(profile("z1", 0))).isEmpty();
    assertThat(guest).isSameAs(FleetGuest.NEW);
  }
}
