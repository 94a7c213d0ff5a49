package io.lapse.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Histories;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.fleet.FleetGuest;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Policy;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.state.GuestStateBytes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** Whatever the domain says survives the wire; whatever is not ours is refused in words. */
class TopicsTest {
  private static final Topics TOPICS = Topics.standard();
  private static final Rules ALL = new Rules(List.of(judging()), Set.of(ReactionOrigin.values()));

  /** From the beginning, for the guests of one class. */
  private static Policy judging() {
    Policy ok = Policy.DEFAULT;
    return new Policy(
        "web",
        1,
        ok.effectiveFrom(),
        100_000_000,
        ok.blackoutLimitNanos(),
        ok.toleranceNanos(),
        ok.injectAs(),
        ok.reactionDelayNanos(),
        ok.afterDeadline(),
        ok.cooperationDeadlineNanos(),
        Announcements.REQUIRED,
        ok.massExpiryLimit(),
        ok.openOutageLimitNanos(),
        ok.driftPpm());
  }

  @Provide
  Arbitrary<List<LedgerInput>> histories() {
    return Histories.any();
  }

  @Property(tries = 300)
  void everything_survivesTheWire(@ForAll("histories") List<LedgerInput> inputs) {
    GuestState state = GuestState.empty("g");
    FleetGuest counted = FleetGuest.NEW;
    for (LedgerInput input : inputs) {
      if (input instanceof HostEvent event) {
        assertSurvives(TOPICS.hostEvents().valueSerde(), event);
      }
      if (input instanceof GuestEvent event) {
        assertSurvives(TOPICS.guestEvents().valueSerde(), event);
      }
      Step step = state.on(input, ALL);
      step.history().forEach(h -> assertSurvives(TOPICS.ledger().valueSerde(), h));
      step.notices().forEach(n -> assertSurvives(TOPICS.guestNotices().valueSerde(), n));
      step.alerts().forEach(a -> assertSurvives(TOPICS.alerts().valueSerde(), a));
      state = step.next();
      assertSurvives(Topics.guestStateSerde(), state.snapshot());
      FleetGuest.Counted change = counted.on(step);
      assertSurvives(Topics.fleetDeltasSerde(), change.deltas());
      counted = change.next();
      assertSurvives(Topics.fleetGuestSerde(), counted);
    }
  }

  @Property(tries = 300)
  void states_writtenOneAfterAnother_areReadAsTheyWere(
      @ForAll("histories") List<LedgerInput> inputs) {
    GuestState state = GuestState.empty("g");
    GuestStateBytes bytes = Topics.guestStateBytes();
    for (LedgerInput input : inputs) {
      Step step = state.on(input, ALL);
      state = step.next();

      assertReads(bytes.write(state), state);
    }
  }

  /** As after a restart, at any point: the first is written whole, the next from what it added. */
  @Property(tries = 300)
  void states_writtenFromAnyPointOn_areReadAsTheyWere(
      @ForAll("histories") List<LedgerInput> inputs, @ForAll @IntRange(max = 20) int every) {
    GuestState state = GuestState.empty("g");
    GuestStateBytes bytes = Topics.guestStateBytes();
    for (int i = 0; i < inputs.size(); i++) {
      state = state.on(inputs.get(i), ALL).next();
      if (every > 0 && i % every == 0) {
        state = GuestState.restore(state.snapshot(), ALL);
        bytes = Topics.guestStateBytes();
      }
      if (i % 3 != 2) {
        assertReads(bytes.write(state), state);
      }
    }
  }

  private static void assertReads(byte[] bytes, GuestState state) {
    assertThat(Topics.guestStateSerde().deserializer().deserialize("guest-state", bytes))
        .isEqualTo(state.snapshot());
  }

  @Property(tries = 300)
  void entries_surviveTheirJsonLine(@ForAll("histories") List<LedgerInput> inputs) {
    GuestState state = GuestState.empty("g");
    for (LedgerInput input : inputs) {
      state = state.on(input, ALL).next();
    }

    state
        .entries()
        .forEach(entry -> assertThat(EntryJson.read(EntryJson.write(entry))).isEqualTo(entry));
  }

  @Property
  void randomBytes_areRefusedInWords(@ForAll byte[] bytes) {
    for (Topic<?> topic : TOPICS.all()) {
      if (!topic.equals(TOPICS.quarantine())) {
        assertThatThrownBy(() -> topic.valueSerde().deserializer().deserialize("t", bytes))
            .isInstanceOf(SerializationException.class)
            .hasMessageStartingWith("expected a ");
      }
    }
  }

  @Property
  void damagedBytes_areReadOrRefused_neverAnythingElse(
      @ForAll @IntRange(max = 100_000) int position, @ForAll byte value, @ForAll boolean cut) {
    for (Map.Entry<String, Samples.Sample<?>> sample : Samples.all().entrySet()) {
      byte[] bytes = sample.getValue().bytes();
      int at = position % bytes.length;
      byte[] damaged = cut ? java.util.Arrays.copyOf(bytes, at) : bytes.clone();
      if (!cut) {
        damaged[at] = value;
      }

      try {
        sample.getValue().decode(damaged);
      } catch (SerializationException e) {
        assertThat(e).hasMessageStartingWith("expected a " + sample.getKey());
      }
    }
  }

  @Test
  void foreignFingerprint_namesWhatWasExpected() {
    byte[] bytes = Samples.all().get("NoticeRecord").bytes();
    bytes[5] ^= 1;

    assertThatThrownBy(
            () -> TOPICS.guestNotices().valueSerde().deserializer().deserialize("t", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("of a schema version that this build knows");
  }

  @Test
  void tombstone_staysNull() {
    Serde<?> serde = TOPICS.guestNotices().valueSerde();

    assertThat((Object) serde.deserializer().deserialize("t", null)).isNull();
    assertThat(serde.serializer().serialize("t", null)).isNull();
  }

  @Test
  void names_areThoseOfTheDesign() {
    assertThat(TOPICS.all())
        .extracting(Topic::name)
        .containsExactly(
            "lapse.host-events",
            "lapse.guest-events",
            "lapse.ledger",
            "lapse.guest-notices",
            "lapse.guest-reactions",
            "lapse.guest-profiles",
            "lapse.alerts",
            "lapse.quarantine",
            "lapse.policies",
            "lapse.host-keys");
  }

  private static <V> void assertSurvives(Serde<V> serde, V value) {
    byte[] bytes = serde.serializer().serialize("t", value);

    assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(value);
  }
}
