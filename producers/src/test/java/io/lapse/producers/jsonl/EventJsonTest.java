package io.lapse.producers.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.Labels;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.json.EventJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final JsonlReader READER =
      new JsonlReader(
          new SourceInput(
              "f", Path.of("f"), null, null, Format.JSONL, 77, null, CounterWhilePaused.UNKNOWN));

  private static final Arbitrary<Long> LONGS = Arbitraries.longs();
  private static final Arbitrary<Long> BOUNDS = Arbitraries.longs().greaterOrEqual(0);
  private static final Arbitrary<TaiInstant> INSTANTS = LONGS.map(TaiInstant::new);
  private static final Arbitrary<Boolean> FLAGS = Arbitraries.of(true, false);

  /** The table has had 10 s to 37 s; what is right is not kept. */
  private static final Arbitrary<Integer> WRONG_TAI_OFFSETS =
      Arbitraries.integers().filter(seconds -> seconds < 10 || seconds > 60);

  /** Any text but for halves of surrogate pairs, which no UTF-8 file can hold. */
  private static final Arbitrary<String> TEXTS =
      Arbitraries.strings()
          .withChars("az \"\\\n\u0000é漢")
          .ofMinLength(1)
          .ofMaxLength(6)
          .map(text -> text + "😀");

  private static final Arbitrary<CounterWhilePaused> COUNTERS =
      Arbitraries.of(CounterWhilePaused.class);

  @Property
  void read_undoesWrite(@ForAll("inputs") LedgerInput input) throws MalformedException {
    String line = EventJson.write(input);

    JsonFields fields = JsonFields.of(StrictJson.object(line));
    LedgerInput back = READER.read(fields);

    assertThat(line).doesNotContain("\n");
    assertThat(back).isEqualTo(input);
    assertThat(back.id()).isEqualTo(input.id());
    assertThat(fields.unknown()).isEmpty();
  }

  @Test
  void write_keepsTheOrderOfTheReference() {
    Envelope envelope =
        new Envelope("vm1", "h0", Stamp.of(new TaiInstant(10), 5), Source.JSONL, null);

    String line = EventJson.write(new HostEvent.Stopped(envelope, StopReason.SAVE, "m-1"));

    assertThat(line)
        .isEqualTo(
            "{\"kind\":\"stopped\",\"guest\":\"vm1\",\"host\":\"h0\",\"tai_ns\":10,"
                + "\"clock_error_ns\":5,\"resolution_ns\":0,\"latency_ns\":0,\"reason\":\"save\","
                + "\"migration_id\":\"m-1\"}");
  }

  @Provide
  Arbitrary<LedgerInput> inputs() {
    return Arbitraries.oneOf(hostEvents(), guestEvents());
  }

  private static Arbitrary<LedgerInput> hostEvents() {
    Arbitrary<Envelope> envelopes = envelopes(TEXTS, Source.JSONL);
    Arbitrary<String> ids = TEXTS.injectNull(0.3);
    return Arbitraries.oneOf(
        List.of(
            Combinators.combine(envelopes, INSTANTS).as(HostEvent.Announced::new),
            envelopes.map(HostEvent.Quiesced::new),
            Combinators.combine(envelopes, Arbitraries.of(StopReason.class), ids)
                .as(HostEvent.Stopped::new),
            restarts(envelopes, ids),
            envelopes.map(HostEvent.Started::new),
            Combinators.combine(
                    envelopes,
                    Arbitraries.of(MigrationStatus.class),
                    Arbitraries.of(MigrationRole.class),
                    ids,
                    BOUNDS.injectNull(0.5))
                .as(HostEvent.Migration::new),
            envelopes.map(HostEvent.Reset::new),
            envelopes.map(HostEvent.ShutDown::new),
            envelopes.map(HostEvent.Killed::new),
            Combinators.combine(envelopes, BOUNDS).as(HostEvent.VcpuStarved::new),
            Combinators.combine(envelopes, BOUNDS, LONGS, WRONG_TAI_OFFSETS.injectNull(0.5))
                .as(HostEvent.HostClock::new),
            Combinators.combine(envelopes, INSTANTS, LONGS).as(HostEvent.Compensation::new)));
  }

  private static Arbitrary<HostEvent> restarts(
      Arbitrary<Envelope> envelopes, Arbitrary<String> ids) {
    Arbitrary<List<Long>> readings = LONGS.list().ofSize(2);
    return Combinators.combine(
            envelopes,
            Arbitraries.of(RestartMode.class),
            ids,
            COUNTERS,
            LONGS.injectNull(0.3),
            readings,
            readings)
        .as(HostEvent.Restarted::new);
  }

  private static Arbitrary<LedgerInput> guestEvents() {
    Arbitrary<String> hosts = TEXTS.injectNull(0.3);
    Arbitrary<Envelope> envelopes = envelopes(hosts, Source.JSONL);
    return Arbitraries.oneOf(
        List.of(
            profiles(envelopes),
            Combinators.combine(
                    envelopes,
                    LONGS,
                    LONGS,
                    LONGS,
                    Arbitraries.integers(),
                    timers().list().ofMaxSize(3))
                .as(GuestEvent.Inventory::of),
            Combinators.combine(
                    envelopes, LONGS, LONGS, LONGS, Arbitraries.integers(), histograms())
                .as(
                    (envelope, realtime, monotonic, boottime, tai, histogram) ->
                        new GuestEvent.Inventory(
                            envelope, realtime, monotonic, boottime, tai, List.of(), histogram)),
            Combinators.combine(envelopes, LONGS, BOUNDS, TEXTS.injectNull(0.3))
                .as(GuestEvent.ClockObservation::new),
            Combinators.combine(envelopes, INSTANTS, LONGS).as(GuestEvent.Slept::new),
            reactions(envelopes, ReactionOrigin.REPORTED),
            reactions(envelopes(hosts, Source.EMULATED), ReactionOrigin.EMULATED)));
  }

  private static Arbitrary<GuestEvent> profiles(Arbitrary<Envelope> envelopes) {
    Arbitrary<String> texts = TEXTS.injectNull(0.3);
    Arbitrary<Map<String, String>> labels =
        Arbitraries.maps(TEXTS, TEXTS).ofMaxSize(Labels.COUNT_MAX).map(TreeMap::new);
    return Combinators.combine(
            envelopes, texts, LONGS.injectNull(0.3), texts, texts, TEXTS, COUNTERS, labels)
        .as(GuestEvent.Profile::new);
  }

  private static Arbitrary<TimerHistogram> histograms() {
    return Combinators.combine(
            Arbitraries.of(TimerClock.class),
            FLAGS,
            LONGS,
            BOUNDS,
            Arbitraries.longs().between(1, Long.MAX_VALUE / 3))
        .as(TimerHistogram.Cell::new)
        .list()
        .ofMaxSize(3)
        .map(TimerHistogram::new);
  }

  private static Arbitrary<ArmedTimer> timers() {
    return Combinators.combine(
            TEXTS,
            Arbitraries.of(TimerKind.class),
            Arbitraries.of(TimerClock.class),
            FLAGS,
            LONGS,
            BOUNDS,
            FLAGS,
            FLAGS)
        .as(ArmedTimer::new);
  }

  private static Arbitrary<GuestEvent> reactions(
      Arbitrary<Envelope> envelopes, ReactionOrigin origin) {
    return Combinators.combine(envelopes, LONGS, LONGS, FLAGS, FLAGS, LONGS.injectNull(0.3))
        .as(
            (envelope, sequence, injected, asSleep, ntpReset, cancelled) ->
                new GuestEvent.Reacted(
                    envelope, origin, sequence, injected, asSleep, ntpReset, cancelled));
  }

  private static Arbitrary<Envelope> envelopes(Arbitrary<String> hosts, Source source) {
    Arbitrary<Stamp> stamps = Combinators.combine(INSTANTS, BOUNDS, BOUNDS, BOUNDS).as(Stamp::new);
    return Combinators.combine(TEXTS, hosts, stamps, INSTANTS.injectNull(0.5))
        .as((guest, host, stamp, seen) -> new Envelope(guest, host, stamp, source, seen));
  }
}
