package io.lapse.cli.emulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulateCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String START =
      """
      "guest": {"clocksource": "kvm-clock"},
      "start": {"realtime_ns": 1795382968000000000, "monotonic_ns": 20000000000,
       "boottime_ns": 20000000000, "tai_offset_s": 37, "ntp": {"status": 8193, "maxerror": 0}},
      """;

  @TempDir private Path folder;

  private Cli.Result emulate(String timers, String operations, String... options)
      throws IOException {
    Path file = folder.resolve("scenario.json");
    Files.writeString(
        file, "{" + START + "\"timers\":[" + timers + "],\"operations\":[" + operations + "]}");
    Object[] words = new Object[options.length + 2];
    words[0] = "emulate";
    words[1] = file;
    System.arraycopy(options, 0, words, 2, options.length);
    return Cli.run(words);
  }

  private static String timer(String id, String kind, String more) {
    return """
        {"id":"%s","kind":"%s","clock":"monotonic","absolute":true,"expires_ns":20500000000%s}"""
        .formatted(id, kind, more);
  }

  @Test
  void operation_printsOneCompactObject_keysInOrder() throws IOException {
    String timers =
        timer("f", "timerfd", ",\"interval_ns\":100000000")
            + ","
            + timer("p", "posix", ",\"interval_ns\":100000000");

    Cli.Result result = emulate(timers, "{\"op\":\"tsc_jump\",\"duration_ns\":1000000000}");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            {"op":"tsc_jump",\
            "clocks":{"realtime_ns":1795382969000000000,"monotonic_ns":21000000000,\
            "boottime_ns":21000000000,"tai_ns":1795383006000000000,"monotonic_raw_ns":21000000000},\
            "ntp":{"status":8193,"maxerror":500,"esterror":16000000,"offset":0,"freq":0,\
            "tick":10000,"tai":37,"constant":2,"return":0},\
            "effects":[{"timer":"f","at_monotonic_ns":21000000000,"ticks":6},\
            {"timer":"p","at_monotonic_ns":21000000000,"overruns":5}]}
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "adjtimex","modes":0                                | 0  |
          "adjtimex","modes":16,"status":64                   | 5  |
          "settime","realtime_ns":1795382968000000000         | 0  |
          "settime","realtime_ns":-1                          | -1 | EINVAL
          "settime","realtime_ns":8277292036000000000         | -1 | EINVAL
          "settime","realtime_ns":19999999999                 | -1 | EINVAL
          "inject_offset","offset_ns":-1795382968000000000    | -1 | EINVAL
          "adjtimex","modes":16384,"tick":8999                | -1 | EINVAL
          "adjtimex","modes":32770                            | -1 | EINVAL
          "run","duration_ns":1                               |    |
          """)
  void systemCall_saysWhatItReturned(String operation, Integer returned, String error)
      throws IOException {
    JsonNode result = JSON.readTree(emulate("", "{\"op\":" + operation + "}").out());

    assertThat(result.has("return")).isEqualTo(returned != null);
    assertThat(result.path("return").asInt()).isEqualTo(returned == null ? 0 : returned);
    assertThat(result.path("error").textValue()).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource({"-1000000000", "0", "40000000000000", "4611686018427387904"})
  void jump_ofAnySize_isAnswered(long durationNanos) throws IOException {
    Cli.Result result =
        emulate(
            timer("f", "timerfd", ""),
            "{\"op\":\"tsc_jump\",\"duration_ns\":" + durationNanos + "}");

    long advanceNanos = Math.max(0, durationNanos);
    assertThat(JSON.readTree(result.out()).at("/clocks/monotonic_ns").longValue())
        .isEqualTo(20_000_000_000L + advanceNanos);
  }

  @Test
  void times_thatLeave64Bits_endTheRun_afterWhatCouldBeSaid() throws IOException {
    String jump = "{\"op\":\"tsc_jump\",\"duration_ns\":4611686018427387904}";

    Cli.Result result = emulate("", jump + "," + jump + "," + jump, "--array");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(JSON.readTree(result.out())).hasSize(1);
    assertThat(result.err())
        .isEqualTo(
            "lapse: "
                + folder.resolve("scenario.json")
                + ": $.operations[1]: the guest's times would exceed 64 bits; it and what follows"
                + " was not run\n");
  }

  @Test
  void array_holdsTheSameObjects() throws IOException {
    String operations = "{\"op\":\"run\",\"duration_ns\":1},{\"op\":\"pause\",\"duration_ns\":2}";

    String array = emulate("", operations, "--array").out();

    assertThat(array)
        .isEqualTo("[" + emulate("", operations).out().strip().replace("\n", ",") + "]\n");
    assertThat(emulate("", "", "--array").out()).isEqualTo("[]\n");
  }

  @Test
  void cancelledTimer_isAnEffect_onceItsOwnerReads() throws IOException {
    String cancelOnSet =
        """
        {"id":"%s","kind":"timerfd","clock":"realtime","absolute":true,"expires_ns":%d,\
        "cancel_on_set":true,"read":"%s"}""";
    String timers =
        cancelOnSet.formatted("at once", Long.MAX_VALUE, "on_expiry")
            + ","
            + cancelOnSet.formatted("late", Long.MAX_VALUE, "never");

    String[] lines =
        emulate(
                timers,
                "{\"op\":\"inject_offset\",\"offset_ns\":1},"
                    + "{\"op\":\"read\",\"timers\":[\"late\"]}")
            .out()
            .split("\n", -1);

    assertThat(lines[0])
        .endsWith(
            "\"effects\":[{\"timer\":\"at once\",\"at_monotonic_ns\":20000000000,"
                + "\"cancelled\":true}]}");
    assertThat(lines[1])
        .endsWith(
            "\"effects\":[{\"timer\":\"late\",\"at_monotonic_ns\":20000000000,"
                + "\"cancelled\":true}]}");
  }

  @Test
  void standardInput_isReadForADash() throws IOException {
    InputStream before = System.in;
    String text = "{" + START + "\"operations\":[{\"op\":\"walk\"}]}";
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(Cli.run("emulate", "-").err())
          .startsWith("standard input:4: $.operations[0].op: expected one of run, ");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void file_thatIsNotThere_isNamed() {
    Cli.Result result = Cli.run("emulate", folder.resolve("none.json"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "lapse: " + folder.resolve("none.json") + ": no such file; expected a scenario\n");
  }

  @Test
  void usage_withoutAScenario_isRefused() {
    assertThat(Cli.run("emulate").exitCode()).isEqualTo(2);
  }
}
