package io.lapse.producers.qmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the words of a QMP log mean, by what the process did before. */
class QmpEventsTest {
  @TempDir Path folder;

  /**
   * A story is words: upper case are events, {@code M:STATUS} is MIGRATION, {@code PASS} is
   * MIGRATION_PASS, {@code QMP} a greeting, {@code ?STATUS} the answer to query-status, {@code
   * ~STATUS} that to query-migrate, {@code ~STATUS+MS} with a downtime. The expectation names what
   * the ledger is told.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # The first start is neither a restart nor a loss.
          QMP RESUME                                  | started
          QMP ?prelaunch RESUME                       | started
          QMP ?prelaunch RTC_CHANGE RESUME            | restarted:CONTINUED
          # Pause and continuation on one host.
          QMP STOP RESUME                             | stopped:UNKNOWN restarted:CONTINUED
          QMP RTC_CHANGE STOP ?paused RESUME ?running | stopped:UNKNOWN restarted:CONTINUED
          # The line with STOP is lost: the restart says so, whatever proves that the guest ran.
          QMP RTC_CHANGE RESUME                       | restarted:CONTINUED
          QMP WATCHDOG RESUME                         | restarted:CONTINUED
          QMP GUEST_PANICKED RESUME                   | restarted:CONTINUED
          QMP RESET-BY-GUEST RESUME                   | reset restarted:CONTINUED
          QMP RESET RESUME                            | reset started
          QMP ?running RESUME                         | restarted:CONTINUED
          QMP ?paused RESUME                          | restarted:CONTINUED
          QMP ?postmigrate RESUME                     | restarted:CONTINUED
          QMP PASS RESUME                             | restarted:CONTINUED
          # Live migration, source.
          QMP RTC_CHANGE M:setup PASS M:active STOP PASS M:completed ~completed ?postmigrate SHUTDOWN | migration:SETUP:SOURCE migration:ACTIVE:SOURCE stopped:MIGRATE migration:COMPLETED:SOURCE shut_down
          # The source is asked how long that took: told as of its end, once.
          QMP RTC_CHANGE M:setup PASS M:completed ~completed+58 ~completed+58 | migration:SETUP:SOURCE migration:COMPLETED:SOURCE migration:COMPLETED:SOURCE:58000000
          QMP RTC_CHANGE M:setup PASS M:completed ~completed+0 | migration:SETUP:SOURCE migration:COMPLETED:SOURCE migration:COMPLETED:SOURCE:0
          # A figure without a time to tell it at, of a target, or of a migration that goes on, is none.
          QMP STOP ~completed+20                      | stopped:UNKNOWN
          QMP RTC_CHANGE M:setup PASS M:completed ~completed+-1 | migration:SETUP:SOURCE migration:COMPLETED:SOURCE
          QMP RTC_CHANGE M:setup PASS M:completed ~completed+0.5 | migration:SETUP:SOURCE migration:COMPLETED:SOURCE
          QMP RTC_CHANGE M:setup PASS M:completed ~active+58 | migration:SETUP:SOURCE migration:COMPLETED:SOURCE
          QMP RTC_CHANGE M:setup PASS M:completed M:setup ~completed+58 | migration:SETUP:SOURCE migration:COMPLETED:SOURCE migration:SETUP:SOURCE
          QMP ?inmigrate M:completed RESUME ~completed+58 | migration:COMPLETED:DESTINATION restarted:INCOMING
          QMP RTC_CHANGE PASS M:completed SHUTDOWN QMP ~completed+58 | migration:COMPLETED:SOURCE shut_down
          # It fails: the guest goes on where it was, and the next stop is a plain one.
          QMP RTC_CHANGE M:setup PASS M:active STOP M:failed RESUME STOP | migration:SETUP:SOURCE migration:ACTIVE:SOURCE stopped:MIGRATE migration:FAILED:SOURCE restarted:CONTINUED stopped:UNKNOWN
          QMP RTC_CHANGE M:setup M:cancelling M:cancelled STOP | migration:SETUP:SOURCE migration:OTHER:SOURCE migration:CANCELLED:SOURCE stopped:UNKNOWN
          # A guest that was stopped first is stopped for a reason that the log does not know.
          QMP RTC_CHANGE STOP M:setup PASS M:active M:completed | stopped:UNKNOWN migration:SETUP:SOURCE migration:ACTIVE:SOURCE migration:COMPLETED:SOURCE
          # Live migration, destination: it starts by itself, or later.
          QMP M:setup M:active RESUME M:completed     | migration:SETUP:UNKNOWN migration:ACTIVE:DESTINATION restarted:INCOMING migration:COMPLETED:DESTINATION
          QMP M:setup M:active M:completed ~completed ?paused RESUME | migration:SETUP:UNKNOWN migration:ACTIVE:DESTINATION migration:COMPLETED:DESTINATION restarted:INCOMING
          QMP ?inmigrate M:setup M:active RESUME      | migration:SETUP:DESTINATION migration:ACTIVE:DESTINATION restarted:INCOMING
          # Postcopy: the guest runs long before its memory is there.
          QMP ?inmigrate M:active M:postcopy-active RESUME M:postcopy-paused M:completed M:setup | migration:ACTIVE:DESTINATION migration:POSTCOPY:DESTINATION restarted:INCOMING migration:POSTCOPY:DESTINATION migration:COMPLETED:DESTINATION migration:SETUP:SOURCE
          # Arrival, then departure.
          QMP M:setup M:active RESUME M:completed M:setup PASS M:active STOP | migration:SETUP:UNKNOWN migration:ACTIVE:DESTINATION restarted:INCOMING migration:COMPLETED:DESTINATION migration:SETUP:SOURCE migration:ACTIVE:SOURCE stopped:MIGRATE
          QMP ?inmigrate RESUME M:setup PASS STOP     | restarted:INCOMING migration:SETUP:SOURCE stopped:MIGRATE
          # A saved state is restored: no migration event, only the state of the process.
          QMP ?inmigrate ?inmigrate ?paused RESUME    | restarted:INCOMING
          QMP ?inmigrate ~completed ?paused STOP RESUME STOP | stopped:ARRIVAL restarted:INCOMING stopped:UNKNOWN
          # The RESUME of an arrival is lost: it runs all the same.
          QMP ?inmigrate ?running M:completed STOP RESUME | migration:COMPLETED:DESTINATION stopped:UNKNOWN restarted:CONTINUED
          # The log of a source begins in the middle.
          QMP M:setup PASS M:active STOP              | migration:SETUP:UNKNOWN migration:ACTIVE:SOURCE stopped:MIGRATE
          QMP M:setup STOP PASS M:active RESUME       | migration:SETUP:UNKNOWN stopped:ARRIVAL migration:ACTIVE:SOURCE restarted:CONTINUED
          QMP M:setup M:failed STOP                   | migration:SETUP:UNKNOWN migration:FAILED:UNKNOWN stopped:UNKNOWN
          QMP ?prelaunch M:setup M:failed RESUME      | migration:SETUP:UNKNOWN migration:FAILED:UNKNOWN started
          # Sleep.
          QMP RTC_CHANGE SUSPEND ?suspended WAKEUP ?running | stopped:SLEEP restarted:WAKEUP
          QMP SUSPEND RESUME                          | stopped:SLEEP restarted:CONTINUED
          QMP ?suspended RESUME                       | restarted:CONTINUED
          QMP ?inmigrate SUSPEND WAKEUP               | stopped:SLEEP restarted:WAKEUP
          # The answer to query-migrate has a status too. It is not the state of the process.
          QMP ~active STOP RESUME                     | stopped:UNKNOWN restarted:CONTINUED
          QMP ~setup RESUME                           | started
          # A second greeting: a client connected again, to the process that it knows.
          QMP STOP QMP RESUME                         | stopped:UNKNOWN restarted:CONTINUED
          QMP ?inmigrate QMP RESUME                   | restarted:INCOMING
          # After SHUTDOWN it is another process, of which nothing is known.
          QMP STOP SHUTDOWN QMP RESUME                | stopped:UNKNOWN shut_down started
          # What says nothing to the ledger.
          QMP NIC_RX_FILTER_CHANGED VSERPORT_CHANGE   |
          """)
  void events_meanWhatTheProcessMakesOfThem(String story, String expected) throws IOException {
    Told told = read(story);

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs().stream().map(QmpEventsTest::word).collect(Collectors.joining(" ")))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void envelope_saysWhoWhenAndHowWell() throws IOException {
    Told told = read("QMP STOP");

    assertThat(told.inputs().get(0).envelope().host()).isEqualTo("h0");
    assertThat(told.inputs().get(0).guest()).isEqualTo("vm1");
    assertThat(told.inputs().get(0).envelope().source()).isEqualTo(Source.QMP);
    assertThat(told.inputs().get(0).envelope().observed()).isNull();
    assertThat(told.inputs().get(0).stamp())
        .isEqualTo(
            new Stamp(new TaiInstant(1_795_000_037_000_002_000L), 100_000, 1_000, 5_000_000));
  }

  @Test
  void restart_carriesWhatTheInputSaysOfTheCounter() throws IOException {
    Told told = read("QMP STOP RESUME");

    assertThat(told.inputs().get(1))
        .isInstanceOfSatisfying(
            HostEvent.Restarted.class,
            restarted ->
                assertThat(restarted.counterWhilePaused()).isEqualTo(CounterWhilePaused.STOPS));
  }

  @Test
  void keyOrder_changesNothing() throws IOException {
    String stop = "{\"event\":\"STOP\",\"timestamp\":{\"microseconds\":2,\"seconds\":1795000000}}";
    Path file = Files.write(folder.resolve("log"), List.of("{\"QMP\":{}}", stop));

    assertThat(Told.by(new QmpSource(input(file))).ids()).isEqualTo(read("QMP STOP").ids());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"event": "STOP"}                                                        | an event without timestamp, STOP with no timestamp: expected {"seconds": ..., "microseconds": ...}
          {"event": "STOP", "timestamp": {"seconds": -1, "microseconds": -1}}      | an event without timestamp, STOP with timestamp -1: expected {"seconds": ..., "microseconds": ...}
          {"event": "STOP", "timestamp": {"seconds": 5}}                           | timestamp.microseconds is missing: expected a whole number
          {"event": "STOP", "timestamp": {"seconds": 5, "microseconds": 1000000}}  | timestamp.microseconds must be 0 to 999999: 1000000
          {"event": "STOP", "timestamp": {"seconds": 1.5, "microseconds": 0}}      | timestamp.seconds must be a whole number within 64 bits: 1.5
          {"event": "STOP", "timestamp": {"seconds": 9999999999999, "microseconds": 0}} | timestamp.seconds must lie before the year 2262: 9999999999999
          {"event": "STOP", "timestamp": {"seconds": 9223372036, "microseconds": 0}} | timestamp.seconds must lie before the year 2262: 9223372036
          {"event": "STOP", "timestamp": 5}                                        | timestamp must be an object: 5
          {"event": 5}                                                             | event must be a text that is not empty: 5
          {"event": "MIGRATION", "timestamp": {"seconds": 5, "microseconds": 0}}   | MIGRATION has no data: expected {"status": ...}
          {"event": "MIGRATION", "data": {}, "timestamp": {"seconds": 5, "microseconds": 0}} | data.status is missing: expected a text
          {"hello": 1}                                                             | not a QMP message: expected QMP, event, return or error, found: {"hello": 1}
          ["event"]                                                                | expected a JSON object, found: ["event"]
          {"event": "STOP"                                                         | cut off: expected a whole JSON object, found: {"event": "STOP"
          {"event": STOP}                                                          | not JSON at column 11: expected one JSON object, found: {"event": STOP}
          {"event": "STOP"}{"event": "STOP"}                                       | not JSON at column 18: expected one JSON object, found: {"event": "STOP"}{"event": "STOP"}
          {"event": "STOP", "event": "RESUME"}                                     | event is stated twice, at column 26: expected each name once
          """)
  void line_isRefusedWithItsNumber(String line, String message) throws IOException {
    Path file =
        Files.write(
            folder.resolve("log"),
            List.of("{\"QMP\":{}}", line, QmpSourceTest.event(1, "SHUTDOWN")));

    Told told = Told.by(new QmpSource(input(file)));

    assertThat(told.problems()).singleElement().hasToString(file + ":2: " + message);
    assertThat(told.inputs()).hasSize(1);
  }

  @Test
  void stopWithoutTimestamp_isStillAStop() throws IOException {
    Path file =
        Files.write(
            folder.resolve("log"),
            List.of("{\"QMP\":{}}", "{\"event\": \"STOP\"}", QmpSourceTest.event(1, "RESUME")));

    Told told = Told.by(new QmpSource(input(file)));

    // Not a first start: the ledger is to find that the stop is missing.
    assertThat(told.inputs()).singleElement().isInstanceOf(HostEvent.Restarted.class);
  }

  private Told read(String story) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String word : story.split(" ", -1)) {
      lines.add(line(word, lines.size() + 1));
    }
    return Told.by(new QmpSource(input(Files.write(folder.resolve("log"), lines))));
  }

  private static String line(String word, int micros) {
    if (word.equals("QMP")) {
      return "{\"QMP\": {}}";
    }
    if (word.startsWith("?")) {
      boolean running = word.equals("?running");
      return String.format(
          "{\"return\": {\"status\": \"%s\", \"running\": %s}}", word.substring(1), running);
    }
    if (word.startsWith("~")) {
      String[] parts = word.substring(1).split("\\+", 2);
      String downtime = parts.length < 2 ? "" : ", \"downtime\": " + parts[1];
      return String.format("{\"return\": {\"status\": \"%s\"%s}}", parts[0], downtime);
    }
    String data = "{}";
    String name = word;
    if (word.startsWith("M:")) {
      name = "MIGRATION";
      data = String.format("{\"status\": \"%s\"}", word.substring(2));
    } else if (word.equals("PASS")) {
      name = "MIGRATION_PASS";
      data = "{\"pass\": 1}";
    } else if (word.equals("RESET-BY-GUEST")) {
      name = "RESET";
      data = "{\"guest\": true, \"reason\": \"guest-reset\"}";
    }
    return String.format(
        "{\"timestamp\": {\"seconds\": 1795000000, \"microseconds\": %d}, \"event\": \"%s\","
            + " \"data\": %s}",
        micros, name, data);
  }

  private static SourceInput input(Path file) {
    return new SourceInput(
        file.toString(), file, "h0", "vm1", Format.QMP, 100_000, null, CounterWhilePaused.STOPS);
  }

  private static String word(LedgerInput input) {
    if (input instanceof HostEvent.Stopped stopped) {
      return "stopped:" + stopped.reason();
    }
    if (input instanceof HostEvent.Restarted restarted) {
      return "restarted:" + restarted.mode();
    }
    if (input instanceof HostEvent.Migration migration) {
      Long downtime = migration.downtimeNanos();
      return "migration:"
          + migration.status()
          + ":"
          + migration.role()
          + (downtime == null ? "" : ":" + downtime);
    }
    if (input instanceof HostEvent.ShutDown) {
      return "shut_down";
    }
    return input.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
