package io.lapse.ledger.account;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Generated histories of the guest {@code g}: few hosts and few instants, so that stamps collide,
 * stops and restarts are lost, doubled and out of order, and claims meet their restarts.
 */
public final class Histories {
  private static final int INSTANTS = 60;

  private Histories() {}

  public static Arbitrary<List<LedgerInput>> any() {
    return input().list().ofMaxSize(24);
  }

  private static Arbitrary<LedgerInput> input() {
    return Arbitraries.frequencyOf(
        weighted(5, stops()),
        weighted(5, restarts()),
        weighted(1, started()),
        weighted(1, migrations()),
        weighted(1, ended()),
        weighted(1, hostClocks()),
        weighted(2, claims()),
        weighted(1, profiles()),
        weighted(1, inventories()),
        weighted(2, observations()),
        weighted(2, reactions()));
  }

  private static Tuple.Tuple2<Integer, Arbitrary<? extends LedgerInput>> weighted(
      int weight, Arbitrary<? extends LedgerInput> inputs) {
    return Tuple.of(weight, inputs);
  }

  private static Arbitrary<TaiInstant> instants() {
    return Arbitraries.integers().between(0, INSTANTS).map(i -> Story.at(i * 50L));
  }

  private static Arbitrary<Long> amounts() {
    return Arbitraries.longs().between(-400, 400).map(millis -> millis * Story.MILLI + 1);
  }

  private static Arbitrary<Envelope> envelopes() {
    Arbitrary<Long> errors = Arbitraries.of(0L, Story.MILLI, 60 * Story.MILLI);
    return Combinators.combine(
            Arbitraries.of("h0", "h1", "h2"), instants(), errors, Arbitraries.of(Source.values()))
        .as((host, at, error, source) -> envelope(host, at, error, source));
  }

  private static Envelope envelope(String host, TaiInstant at, long error, Source source) {
    return new Envelope("g", host, new Stamp(at, error, 1_000, error), source, null);
  }

  private static Arbitrary<String> migrationIds() {
    return Arbitraries.of("m1", "m2", "m3").injectNull(0.8);
  }

  private static Arbitrary<HostEvent> stops() {
    return Combinators.combine(envelopes(), Arbitraries.of(StopReason.values()), migrationIds())
        .as(HostEvent.Stopped::new);
  }

  private static Arbitrary<HostEvent> restarts() {
    return Combinators.combine(
            envelopes(),
            Arbitraries.of(RestartMode.values()),
            migrationIds(),
            Arbitraries.of(CounterWhilePaused.values()),
            amounts().injectNull(0.7),
            Arbitraries.longs().between(0, 5_000_000).list().ofMaxSize(2))
        .as(
            (envelope, mode, id, counter, claim, tsc) ->
                new HostEvent.Restarted(envelope, mode, id, counter, claim, tsc, tsc));
  }

  private static Arbitrary<HostEvent> started() {
    return envelopes().map(HostEvent.Started::new);
  }

  private static Arbitrary<HostEvent> migrations() {
    return Combinators.combine(
            envelopes(),
            Arbitraries.of(MigrationStatus.values()),
            Arbitraries.of(MigrationRole.values()),
            migrationIds(),
            Arbitraries.longs().between(0, 1_000).injectNull(0.5))
        .as(HostEvent.Migration::new);
  }

  private static Arbitrary<HostEvent> ended() {
    return Combinators.combine(envelopes(), Arbitraries.integers().between(0, 4))
        .as(
            (envelope, which) ->
                switch (which) {
                  case 0 -> new HostEvent.ShutDown(envelope);
                  case 1 -> new HostEvent.Reset(envelope);
                  case 2 -> new HostEvent.Killed(envelope);
                  case 3 -> new HostEvent.Quiesced(envelope);
                  default -> new HostEvent.Announced(envelope, Story.at(500));
                });
  }

  private static Arbitrary<HostEvent> hostClocks() {
    return Combinators.combine(envelopes(), amounts(), Arbitraries.of(0, 36).injectNull(0.5))
        .as((envelope, step, wrong) -> new HostEvent.HostClock(envelope, 1_000, step, wrong));
  }

  private static Arbitrary<LedgerInput> claims() {
    return Combinators.combine(envelopes(), instants(), amounts(), Arbitraries.of(true, false))
        .as(
            (envelope, of, amount, slept) ->
                slept
                    ? new GuestEvent.Slept(envelope, of, amount)
                    : new HostEvent.Compensation(envelope, of, amount));
  }

  private static Arbitrary<GuestEvent> profiles() {
    return Combinators.combine(
            envelopes(),
            Arbitraries.of("default", "web"),
            Arbitraries.of(CounterWhilePaused.values()))
        .as(
            (envelope, guestClass, counter) ->
                new GuestEvent.Profile(
                    envelope, "tsc", 2_445_406L, "6.1", "linux", guestClass, counter, Map.of()));
  }

  private static Arbitrary<GuestEvent> inventories() {
    Arbitrary<ArmedTimer> timers =
        Combinators.combine(
                Arbitraries.of(TimerClock.values()),
                Arbitraries.of(true, false),
                Arbitraries.longs().between(0, 3_000),
                Arbitraries.of(0L, 10L, 250L))
            .as(
                (clock, absolute, expires, interval) ->
                    new ArmedTimer(
                        "t",
                        TimerKind.TIMERFD,
                        clock,
                        absolute,
                        expires * Story.MILLI,
                        interval * Story.MILLI,
                        false,
                        true));
    return Combinators.combine(envelopes(), timers.list().ofMaxSize(5))
        .as((envelope, list) -> new GuestEvent.Inventory(envelope, 0, 0, 0, 0, list));
  }

  private static Arbitrary<GuestEvent> observations() {
    return Combinators.combine(envelopes(), amounts())
        .as(
            (envelope, offset) ->
                new GuestEvent.ClockObservation(envelope, offset, Story.MILLI, null));
  }

  private static Arbitrary<GuestEvent> reactions() {
    return Arbitraries.oneOf(
        reported(), Arbitraries.longs().between(1, 99).map(Histories::emulated));
  }

  private static Arbitrary<GuestEvent> reported() {
    return Combinators.combine(
            envelopes(),
            Arbitraries.longs().between(1, 100_000),
            amounts(),
            Arbitraries.of(true, false))
        .as(
            (envelope, notice, injected, asSleep) ->
                new GuestEvent.Reacted(
                    envelope, ReactionOrigin.REPORTED, notice, injected, asSleep, true, null));
  }

  /** An emulated reaction is a function of its guest and notice: one notice, one reaction. */
  private static GuestEvent emulated(long notice) {
    return new GuestEvent.Reacted(
        envelope("h0", Story.at(notice * 50 % 3_000), 0, Source.EMULATED),
        ReactionOrigin.EMULATED,
        notice,
        notice * 37 % 400 * Story.MILLI,
        false,
        true,
        null);
  }
}
