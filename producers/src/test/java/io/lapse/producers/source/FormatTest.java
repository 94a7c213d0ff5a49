package io.lapse.producers.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an entry must and may state is a matter of its format. */
class FormatTest {
  @TempDir Path folder;

  @Test
  void load_readsAGuestsFile_whoseHostNeedNotBeNamed() throws IOException {
    Manifest manifest =
        load(
            """
            {"inputs": [
              {"guest": "vm1", "format": "timer_list", "path": "timers", "clock_error_ns": 5,
               "tai_ns": 1795383005795226323},
              {"guest": "vm1", "host": "h0", "format": "chrony", "path": "c.csv", "clock_error_ns": 6}
            ]}
            """);

    Path timers = folder.resolve("timers");
    Path chrony = folder.resolve("c.csv");
    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.inputs())
        .containsExactly(
            new SourceInput(
                timers.toString(),
                timers,
                null,
                "vm1",
                Format.TIMER_LIST,
                5,
                null,
                CounterWhilePaused.UNKNOWN,
                new TaiInstant(1_795_383_005_795_226_323L)),
            new SourceInput(
                chrony.toString(),
                chrony,
                "h0",
                "vm1",
                Format.CHRONY,
                6,
                null,
                CounterWhilePaused.UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource({
    "timer_list, '', the clock of guest vm1",
    "timer_list, '\"tai_ns\": 5', tai_ns",
    "profile, '', the clock of guest vm1",
    "chrony, '', the clock of guest vm1",
    "adjtimex, '', the clock of guest vm1",
  })
  void load_warnsOfAGuestsClockThatNobodyVouchesFor(String format, String more, String clock)
      throws IOException {
    String entry = "{\"guest\": \"vm1\", \"format\": \"" + format + "\", \"path\": \"p\"";

    Manifest manifest =
        load("{\"inputs\": [" + entry + (more.isEmpty() ? "" : ", " + more) + "}]}");

    assertThat(manifest.inputs()).hasSize(1);
    assertThat(manifest.problems())
        .singleElement()
        .hasToString(
            folder.resolve("manifest.json")
                + ":1: warning: inputs[0].clock_error_ns is missing: "
                + clock
                + " is taken to be exact");
  }

  @ParameterizedTest
  @CsvSource({
    "timer_list, tai_offset_s counter_while_paused",
    "profile, tai_offset_s",
    "chrony, tai_ns tai_offset_s counter_while_paused",
    "adjtimex, tai_ns tai_offset_s counter_while_paused",
  })
  void load_warnsOfKeysThatAGuestsFileHasNoUseFor(String format, String keys) throws IOException {
    Manifest manifest =
        load(
            "{\"inputs\": [{\"format\": \""
                + format
                + "\", \"path\": \"p\", \"host\": \"h\", \"guest\": \"g\", \"clock_error_ns\": 1,"
                + " \"tai_ns\": 5, \"tai_offset_s\": 36, \"counter_while_paused\": \"stops\"}]}");

    assertThat(manifest.inputs())
        .extracting(SourceInput::taiOffsetSeconds)
        .containsExactly((Integer) null);
    assertThat(manifest.problems())
        .extracting(Problem::message)
        .containsExactly(
            Stream.of(keys.split(" ", -1))
                .map(
                    key ->
                        "inputs[0]."
                            + key
                            + " has no effect with format "
                            + format
                            + ": none of its events depends on it")
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"qmp", "jsonl", "avro"})
  void load_knowsNoInstantOfAFileThatTellsOfMany(String format) throws IOException {
    Manifest manifest =
        load(
            "{\"inputs\": ["
                + "{\"host\": \"h\", \"guest\": \"g\", \"format\": \""
                + format
                + "\", \"path\": \"p\", \"clock_error_ns\": 1, \"tai_ns\": 5}]}");

    assertThat(manifest.inputs()).extracting(SourceInput::takenAt).containsOnlyNulls();
    assertThat(manifest.problems())
        .extracting(Problem::message)
        .contains("inputs[0].tai_ns is not a key that is known");
  }

  @Test
  void ofArguments_readsTheInstantOfASample() {
    Manifest manifest =
        Manifest.ofArguments(
            List.of("guest=vm1,format=profile,path=p.json,clock_error_ns=5,tai_ns=77"));

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.inputs())
        .extracting(SourceInput::takenAt)
        .containsExactly(new TaiInstant(77));
  }

  private Manifest load(String text) throws IOException {
    return Manifest.load(Files.writeString(folder.resolve("manifest.json"), text));
  }
}
