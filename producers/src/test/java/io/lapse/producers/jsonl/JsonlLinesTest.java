package io.lapse.producers.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Reaction;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonlLinesTest {
  @TempDir Path folder;

  @Test
  void line_takesFromTheInput_whatItLacks() throws IOException {
    LedgerInput event = only("{\"kind\":\"restarted\",\"tai_ns\":10}");

    assertThat(event)
        .isEqualTo(
            new HostEvent.Restarted(
                new Envelope(
                    "vm-input",
                    "h-input",
                    new Stamp(new TaiInstant(10), 77, 0, 0),
                    Source.JSONL,
                    null),
                RestartMode.CONTINUED,
                null,
                CounterWhilePaused.RUNS,
                null,
                List.of(),
                List.of()));
  }

  @Test
  void line_comesBeforeTheInput() throws IOException {
    LedgerInput event =
        only(
            "{\"kind\":\"stopped\",\"guest\":\"vm1\",\"host\":\"h0\","
                + "\"realtime_ns\":1795382969642526000,\"clock_error_ns\":5,\"resolution_ns\":6,"
                + "\"latency_ns\":7,\"observed_tai_ns\":8}");

    assertThat(event)
        .isEqualTo(
            new HostEvent.Stopped(
                new Envelope(
                    "vm1",
                    "h0",
                    new Stamp(new TaiInstant(1_795_383_006_642_526_000L), 5, 6, 7),
                    Source.JSONL,
                    new TaiInstant(8)),
                StopReason.UNKNOWN,
                null));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "36, 36", "38, 38", "37,", "null,"})
  void hostClock_keepsAnOffset_thatTheTableCallsWrong(String reported, Integer kept)
      throws IOException {
    LedgerInput event =
        only(
            "{\"kind\":\"host_clock\",\"tai_ns\":1795383006642526000,\"error_ns\":5,"
                + "\"tai_offset_s\":"
                + reported
                + "}");

    assertThat(event)
        .isInstanceOfSatisfying(
            HostEvent.HostClock.class,
            clock -> assertThat(clock.wrongTaiOffsetSeconds()).isEqualTo(kept));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ",
    "',\"downtime_ns\":null', ",
    "',\"downtime_ns\":0', 0",
    "',\"downtime_ns\":7', 7"
  })
  void migration_mayStateItsDowntime(String field, Long downtimeNanos) throws IOException {
    LedgerInput event =
        only("{\"kind\":\"migration\",\"tai_ns\":1,\"status\":\"completed\"" + field + "}");

    assertThat(event)
        .isInstanceOfSatisfying(
            HostEvent.Migration.class,
            migration -> assertThat(migration.downtimeNanos()).isEqualTo(downtimeNanos));
  }

  @Test
  void emulatedReaction_isTheOneThatTheGuestMade() throws IOException {
    GuestEvent.Reacted reacted =
        new Reaction("vm1", 3, new TaiInstant(10), -4, InjectAs.OFFSET, true, 2).toEvent();

    LedgerInput event =
        read(
                null,
                "{\"kind\":\"reaction\",\"guest\":\"vm1\",\"tai_ns\":10,\"clock_error_ns\":0,"
                    + "\"origin\":\"emulated\",\"notice_sequence\":3,\"injected_ns\":-4,"
                    + "\"cancelled_timers\":2}")
            .inputs()
            .get(0);

    assertThat(event).isEqualTo(reacted);
  }

  @Test
  void reaction_isReported_unlessItSaysOtherwise() throws IOException {
    LedgerInput event =
        only("{\"kind\":\"reaction\",\"tai_ns\":1,\"notice_sequence\":1,\"injected_ns\":0}");

    assertThat(event)
        .isInstanceOfSatisfying(
            GuestEvent.Reacted.class,
            reacted -> assertThat(reacted.origin()).isEqualTo(ReactionOrigin.REPORTED));
  }

  @Test
  void guestEvent_needsNoHost() throws IOException {
    Told told =
        read(
            null,
            "{\"kind\":\"clock_observation\",\"guest\":\"vm1\",\"tai_ns\":1,\"offset_ns\":-2,"
                + "\"error_ns\":3}");

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs().get(0).envelope().host()).isNull();
  }

  @Test
  void unknownField_isReported_andTheEventKept() throws IOException {
    Told told =
        read(
            "h0",
            "{\"kind\":\"inventory\",\"guest\":\"vm1\",\"tai_ns\":1,\"realtime_ns\":1,"
                + "\"monotonic_ns\":1,\"boottime_ns\":1,\"tai_offset_s\":37,\"colour\":\"red\","
                + "\"timers\":[{\"id\":\"a\",\"kind\":\"posix\",\"clock\":\"tai\","
                + "\"expires_ns\":5,\"slack_ns\":1}]}");

    assertThat(told.inputs()).hasSize(1);
    assertThat(told.problems())
        .extracting(Problem::toString)
        .containsExactly(
            path() + ":1: warning: colour is not a field of kind inventory: it is left out",
            path()
                + ":1: warning: timers[0].slack_ns is not a field of kind inventory: it is left"
                + " out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"tai_ns":1}                                              | kind is missing: expected a text
          {"kind":"teleported","tai_ns":1}                          | kind must be one of announced, quiesced, stopped, restarted, started, migration, reset, shut_down, killed, vcpu_starved, host_clock, compensation, profile, inventory, clock_observation, slept, reaction: teleported
          {"kind":"stopped"}                                        | expected either tai_ns or realtime_ns, found neither
          {"kind":"stopped","tai_ns":1,"realtime_ns":1}             | expected either tai_ns or realtime_ns, found both
          {"kind":"stopped","tai_ns":"1"}                           | tai_ns must be a whole number within 64 bits: "1"
          {"kind":"stopped","tai_ns":1e9}                           | tai_ns must be a whole number within 64 bits: 1.0E9
          {"kind":"stopped","tai_ns":9223372036854775808}           | tai_ns must be a whole number within 64 bits: 9223372036854775808
          {"kind":"stopped","realtime_ns":9223372036854775807}      | realtime_ns must lie before the year 2262: 9223372036854775807
          {"kind":"stopped","tai_ns":1,"clock_error_ns":-1}         | clock_error_ns must be 0 or more: -1
          {"kind":"stopped","tai_ns":1,"latency_ns":-1}             | latency_ns must be 0 or more: -1
          {"kind":"stopped","tai_ns":1,"reason":"boredom"}          | reason must be one of unknown, pause, save, migrate, checkpoint, sleep, arrival: "boredom"
          {"kind":"restarted","tai_ns":1,"mode":"RESTORED"}         | mode must be one of continued, incoming, restored, wakeup: "RESTORED"
          {"kind":"restarted","tai_ns":1,"tsc_before":[1]}          | tsc_after must have as many readings as tsc_before: 0 against 1
          {"kind":"restarted","tai_ns":1,"tsc_before":[1.5]}        | tsc_before[0] must be a whole number within 64 bits: 1.5
          {"kind":"migration","tai_ns":1}                           | status is missing: expected one of setup, active, postcopy, completed, failed, cancelled, other
          {"kind":"migration","tai_ns":1,"status":"completed","downtime_ns":-1} | downtime_ns must be 0 or more: -1
          {"kind":"host_clock","tai_ns":1,"error_ns":1,"tai_offset_s":3000000000} | tai_offset_s must fit into 32 bits: 3000000000
          {"kind":"announced","tai_ns":1}                           | deadline_tai_ns is missing: expected a whole number
          {"kind":"vcpu_starved","tai_ns":1,"duration_ns":-1}       | duration_ns must be 0 or more: -1
          {"kind":"host_clock","tai_ns":1,"error_ns":-1}            | error_ns must be 0 or more: -1
          {"kind":"compensation","tai_ns":1,"restarted_tai_ns":1}   | compensated_ns is missing: expected a whole number
          {"kind":"profile","tai_ns":1,"labels":{"a":1}}            | labels.a must be a text that is not empty: 1
          {"kind":"profile","tai_ns":1,"labels":{"1":"a","2":"a","3":"a","4":"a","5":"a","6":"a","7":"a","8":"a","9":"a"}} | labels must be at most 8: 9
          {"kind":"profile","tai_ns":1,"labels":{"":"a"}}           | labels must have names that are not empty
          {"kind":"profile","tai_ns":1,"labels":{"\\ud83d":"a"}}     | a label's name must be valid Unicode, without half of a surrogate pair
          {"kind":"profile","tai_ns":1,"labels":{"a":"\\ud83d"}}     | labels.a must be valid Unicode: "?"
          {"kind":"profile","tai_ns":1,"labels":{"a":""}}           | labels.a must be a text that is not empty: ""
          {"kind":"profile","tai_ns":1,"labels":"zone"}             | labels must be an object: "zone"
          {"kind":"killed","guest":"\\ud83d","tai_ns":1}             | guest must be valid Unicode: "?"
          {"kind":"killed","host":"a\\udd50b","tai_ns":1}            | host must be valid Unicode: "a?b"
          {"kind":"killed","guest":"","tai_ns":1}                   | guest must be a text that is not empty: ""
          {"kind":"stopped","tai_ns":1,"migration_id":"\\ud83d"}     | migration_id must be valid Unicode: "?"
          {"kind":"tele\\nported","tai_ns":1}                        | kind must be one of announced, quiesced, stopped, restarted, started, migration, reset, shut_down, killed, vcpu_starved, host_clock, compensation, profile, inventory, clock_observation, slept, reaction: tele?ported
          {"kind":"killed","tai_ns":1,"tai_ns":2}                   | tai_ns is stated twice, at column 37: expected each name once
          {"kind":"killed","tai_ns":-9223372036854775809}           | tai_ns must be a whole number within 64 bits: -9223372036854775809
          {"kind":"killed","tai_ns":1.0}                            | tai_ns must be a whole number within 64 bits: 1.0
          {"kind":"killed","tai_ns":1.5}                            | tai_ns must be a whole number within 64 bits: 1.5
          {"kind":"killed","tai_ns":1E-3}                           | tai_ns must be a whole number within 64 bits: 0.001
          {"kind":"killed","tai_ns":true}                           | tai_ns must be a whole number within 64 bits: true
          {"kind":"killed","tai_ns":NaN}                            | not JSON at column 30: expected one JSON object, found: {"kind":"killed","tai_ns":NaN}
          {"kind":"killed","tai_ns":1,"observed_tai_ns":9223372036854775808} | observed_tai_ns must be a whole number within 64 bits: 9223372036854775808
          {"kind":"compensation","tai_ns":1,"restarted_tai_ns":1,"compensated_ns":-9223372036854775809} | compensated_ns must be a whole number within 64 bits: -9223372036854775809
          {"kind":"inventory","realtime_ns":1}                      | tai_ns is missing: expected it, because realtime_ns of an inventory is the guest's own clock
          {"kind":"inventory","tai_ns":1,"realtime_ns":1,"monotonic_ns":1,"boottime_ns":1,"tai_offset_s":37} | timers is missing: expected a list, empty if none is armed, or a histogram
          {"kind":"inventory","tai_ns":1,"realtime_ns":1,"monotonic_ns":1,"boottime_ns":1,"tai_offset_s":37,"timers":[],"histogram":[]} | expected either timers or histogram, found both
          {"kind":"inventory","tai_ns":1,"realtime_ns":1,"monotonic_ns":1,"boottime_ns":1,"tai_offset_s":37,"histogram":[{"base":"tai","count":0}]} | histogram[0].count must be 1 or more: 0
          {"kind":"inventory","tai_ns":1,"realtime_ns":1,"monotonic_ns":1,"boottime_ns":1,"tai_offset_s":37,"histogram":[{"base":"tai"}]} | histogram[0].count is missing: expected a whole number
          {"kind":"inventory","tai_ns":1,"realtime_ns":1,"monotonic_ns":1,"boottime_ns":1,"tai_offset_s":37,"timers":[{"id":"a","kind":"posix","clock":"lunar","expires_ns":1}]} | timers[0].clock must be one of monotonic, boottime, realtime, tai: "lunar"
          {"kind":"reaction","tai_ns":1,"notice_sequence":1,"injected_ns":0,"as_sleep":"no"} | as_sleep must be true or false: "no"
          """)
  void line_isRefusedWithItsNumber(String line, String message) throws IOException {
    Told told = read("h0", line, "{\"kind\":\"killed\",\"guest\":\"vm1\",\"tai_ns\":9}");

    assertThat(told.problems()).singleElement().hasToString(path() + ":1: " + message);
    assertThat(told.inputs()).hasSize(1);
  }

  @ParameterizedTest(name = "key {0}, value {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          63 | 255 | a | -
          64 | 1   | a | a label's name must be at most 63 bytes of UTF-8: 64
          1  | 256 | a | a label's value must be at most 255 bytes of UTF-8: 256
          21 | 85  | 漢 | -
          22 | 1   | 漢 | a label's name must be at most 63 bytes of UTF-8: 66
          1  | 86  | 漢 | a label's value must be at most 255 bytes of UTF-8: 258
          """)
  void labels_areBounded_inBytes(int keyChars, int valueChars, String character, String message)
      throws IOException {
    String line =
        "{\"kind\":\"profile\",\"guest\":\"vm1\",\"tai_ns\":1,\"labels\":{\""
            + character.repeat(keyChars)
            + "\":\""
            + character.repeat(valueChars)
            + "\"}}";

    Told told = read("h0", line);

    assertThat(told.inputs()).hasSize(message == null ? 1 : 0);
    assertThat(told.problems())
        .extracting(Problem::toString)
        .isEqualTo(message == null ? List.of() : List.of(path() + ":1: " + message));
  }

  @Test
  void absurdLines_areRefused_andTheNextOneIsRead() throws IOException {
    Told told =
        read(
            "h0",
            "{\"kind\":\"killed\",\"tai_ns\":" + "9".repeat(5_000) + "}",
            "{\"kind\":\"killed\",\"tai_ns\":1e999999999}",
            "[".repeat(5_000),
            "{\"kind\":\"killed\",\"tai_ns\":9}");

    assertThat(told.problems()).extracting(Problem::line).containsExactly(1L, 2L, 3L);
    assertThat(told.inputs()).hasSize(1);
  }

  @Test
  void unknownField_isNamedOnOneLine_whateverItsName() throws IOException {
    Told told = read("h0", "{\"kind\":\"killed\",\"tai_ns\":1,\"a\\nb\\u001b[31m\\u202e😀\":1}");

    assertThat(told.inputs()).hasSize(1);
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            path() + ":1: warning: a?b?[31m?😀 is not a field of kind killed: it is left out");
  }

  @ParameterizedTest
  @CsvSource({"stopped", "restarted", "started", "host_clock"})
  void hostEvent_isRefused_withoutAHost(String kind) throws IOException {
    Told told =
        read(null, "{\"kind\":\"" + kind + "\",\"guest\":\"vm1\",\"tai_ns\":1,\"error_ns\":1}");

    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems())
        .singleElement()
        .hasToString(path() + ":1: host is missing: expected it in the line or with the input");
  }

  @Test
  void event_isRefused_withoutAGuest() throws IOException {
    Told told =
        Told.by(
            new JsonlSource(
                new SourceInput(
                    path(),
                    Files.writeString(
                        folder.resolve("lines"), "{\"kind\":\"killed\",\"tai_ns\":1}"),
                    "h0",
                    null,
                    Format.JSONL,
                    0,
                    null,
                    CounterWhilePaused.UNKNOWN)));

    assertThat(told.problems())
        .singleElement()
        .hasToString(path() + ":1: guest is missing: expected it in the line or with the input");
  }

  private LedgerInput only(String line) throws IOException {
    Told told = read("h-input", line);
    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs()).hasSize(1);
    return told.inputs().get(0);
  }

  private Told read(String host, String... lines) throws IOException {
    Path file = Files.write(folder.resolve("lines"), List.of(lines));
    return Told.by(
        new JsonlSource(
            new SourceInput(
                path(), file, host, "vm-input", Format.JSONL, 77, null, CounterWhilePaused.RUNS)));
  }

  private String path() {
    return folder.resolve("lines").toString();
  }
}
