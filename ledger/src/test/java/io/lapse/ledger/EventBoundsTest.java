package io.lapse.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Reaction;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event cannot be. */
class EventBoundsTest {
  private static final TaiInstant AT = new TaiInstant(1_795_383_005_865_961_000L);
  private static final Envelope ENVELOPE = envelope("g", "h");

  private static Envelope envelope(String guest, String host) {
    return new Envelope(guest, host, Stamp.of(AT, 0), Source.JSONL, null);
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"\ud800", "a\udfff", "\udc00\ud800", "x\ud83d"})
  void name_withHalfOfASurrogatePair_isRefused(String name) {
    assertThatThrownBy(() -> envelope(name, "h"))
        .hasMessage("guest must be valid Unicode, without half of a surrogate pair");
    assertThatThrownBy(() -> envelope("g", name))
        .hasMessage("host must be valid Unicode, without half of a surrogate pair");
    assertThatThrownBy(() -> profile(Map.of(name, "v")))
        .hasMessage("a label's name must be valid Unicode, without half of a surrogate pair");
    assertThatThrownBy(() -> profile(Map.of("k", name)))
        .hasMessage("a label's value must be valid Unicode, without half of a surrogate pair");
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"\ud83d\ude00", "\ud7ff", "\ue000", "größe"})
  void name_ofAnyUnicode_isTaken(String name) {
    assertThatCode(() -> envelope(name, name)).doesNotThrowAnyException();
    assertThatCode(() -> profile(Map.of(name, name))).doesNotThrowAnyException();
  }

  @Test
  void guest_isNotEmpty() {
    assertThatThrownBy(() -> envelope("", "h")).hasMessage("guest must not be empty");
  }

  @ParameterizedTest(name = "{0} labels with names of {1} and values of {2} bytes")
  @CsvSource(
      textBlock =
          """
          8, 63, 255
          1,  1,   0
          """)
  void labels_atTheirLimits_areTaken(int count, int keyBytes, int valueBytes) {
    assertThat(profile(labels(count, keyBytes, valueBytes)).labels()).hasSize(count);
  }

  @ParameterizedTest(name = "{0} labels with names of {1} and values of {2} bytes: {3}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          9; 3;   3; labels must be at most 8: 9
          1; 0;   3; labels must have names that are not empty
          1; 64;  3; a label's name must be at most 63 bytes of UTF-8: 64
          1; 3; 256; a label's value must be at most 255 bytes of UTF-8: 256
          """)
  void labels_beyondTheirLimits_areRefused(
      int count, int keyBytes, int valueBytes, String message) {
    Map<String, String> labels = labels(count, keyBytes, valueBytes);

    assertThatThrownBy(() -> profile(labels)).hasMessage(message);
  }

  /** Names that differ in their first character. */
  private static Map<String, String> labels(int count, int keyBytes, int valueBytes) {
    return IntStream.range(0, count)
        .boxed()
        .collect(
            Collectors.toMap(
                i -> (i + "k".repeat(keyBytes)).substring(0, keyBytes),
                i -> "v".repeat(valueBytes)));
  }

  private static GuestEvent.Profile profile(Map<String, String> labels) {
    return new GuestEvent.Profile(
        ENVELOPE, null, null, null, null, "default", CounterWhilePaused.STOPS, labels);
  }

  @Test
  void amountThatCannotBeNegative_isRefused() {
    assertThatThrownBy(() -> new HostEvent.VcpuStarved(ENVELOPE, -1))
        .hasMessage("durationNanos must not be negative: -1");
    assertThatThrownBy(() -> new HostEvent.HostClock(ENVELOPE, -1, 0, null))
        .hasMessage("errorNanos must not be negative: -1");
    assertThatThrownBy(() -> new GuestEvent.ClockObservation(ENVELOPE, 0, -1, null))
        .hasMessage("errorNanos must not be negative: -1");
    assertThatCode(() -> new HostEvent.VcpuStarved(ENVELOPE, 0)).doesNotThrowAnyException();
    assertThatCode(() -> new HostEvent.HostClock(ENVELOPE, 0, -5, null)).doesNotThrowAnyException();
    assertThatCode(() -> new GuestEvent.ClockObservation(ENVELOPE, -5, 0, null))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}, absolute {1}: {2}")
  @CsvSource(
      textBlock =
          """
          MONOTONIC, true,  MONOTONIC
          MONOTONIC, false, MONOTONIC
          BOOTTIME,  false, BOOTTIME
          REALTIME,  true,  REALTIME
          REALTIME,  false, MONOTONIC
          TAI,       true,  TAI
          TAI,       false, TAI
          """)
  void base_ofARelativeRealtimeTimer_isMonotonic(
      TimerClock clock, boolean absolute, TimerClock base) {
    ArmedTimer timer = new ArmedTimer("t", TimerKind.TIMERFD, clock, absolute, 5, 0, false, true);

    assertThat(timer.base()).isEqualTo(base);
  }

  @Test
  void clocks_ofAnInventory() {
    GuestEvent.Inventory inventory = new GuestEvent.Inventory(ENVELOPE, 50, 10, 20, 37, List.of());

    assertThat(inventory.clockNanos(TimerClock.REALTIME)).isEqualTo(50);
    assertThat(inventory.clockNanos(TimerClock.MONOTONIC)).isEqualTo(10);
    assertThat(inventory.clockNanos(TimerClock.BOOTTIME)).isEqualTo(20);
    assertThat(inventory.clockNanos(TimerClock.TAI)).isEqualTo(37_000_000_050L);
  }

  @ParameterizedTest(name = "{0}: as sleep {1}")
  @CsvSource({"SLEEP, true", "OFFSET, false"})
  void reaction_asTheLedgerTakesIt(InjectAs injectAs, boolean asSleep) {
    GuestEvent.Reacted event = new Reaction("g", 7, AT, 60, injectAs, true, 3).toEvent();

    assertThat(event)
        .isEqualTo(
            new GuestEvent.Reacted(
                new Envelope("g", null, Stamp.of(AT, 0), Source.EMULATED, null),
                ReactionOrigin.EMULATED,
                7,
                60,
                asSleep,
                true,
                3L));
  }
}
