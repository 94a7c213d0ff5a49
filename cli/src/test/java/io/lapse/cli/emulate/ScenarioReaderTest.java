package io.lapse.cli.emulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every broken rule, with what its author is told. */
class ScenarioReaderTest {
  private static final String GOOD =
      """
      {"guest": {"clocksource": "tsc", "tsc_khz": 2445406, "hz": 250, "vcpus": 1},
       "start": {"realtime_ns": 1795382968910993822, "monotonic_ns": 22659535930, "boottime_ns": 22659535930,
        "tai_offset_s": 37, "ntp": {"status": 8193, "offset": 500, "freq": 0, "tick": 10000, "constant": 2}},
       "timers": [
        {"id": "a", "kind": "timerfd", "clock": "realtime", "absolute": true, "expires_ns": 5, "interval_ns": 7},
        {"id": "s", "kind": "nanosleep", "clock": "tai", "absolute": false, "expires_ns": 5}],
       "operations": [
        {"op": "run", "duration_ns": 1},
        {"op": "settime", "realtime_ns": -1},
        {"op": "read", "timers": ["a"]}]}
      """;

  @TempDir private Path folder;

  private Cli.Result emulate(String text) throws IOException {
    Path file = folder.resolve("scenario.json");
    Files.writeString(file, text);
    return Cli.run("emulate", file);
  }

  private List<String> complaints(String text) throws IOException {
    Cli.Result result = emulate(text);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    List<String> lines =
        result.err().lines().map(line -> line.replace(folder + "/scenario.json:", "")).toList();
    int last = lines.size() - 1;
    assertThat(lines.get(last))
        .isEqualTo("lapse:  nothing was run: " + last + (last == 1 ? " error" : " errors"));
    return lines.subList(0, last);
  }

  @Test
  void good_runs() throws IOException {
    assertThat(emulate(GOOD).err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "tsc"           | "tcs"                | 1: $.guest.clocksource: expected one of tsc, tsc-early, kvm-clock, xen, hpet, acpi_pm, jiffies, found "tcs"
          "clocksource"   | "clock_source"       | 1: $.guest.clocksource: missing; expected one of tsc, tsc-early, kvm-clock, xen, hpet, acpi_pm, jiffies;1: $.guest.clock_source: unknown field; expected one of tsc_khz, clocksource, hz, kernel, vcpus, busy, clocksource_watchdog, debug_timekeeping, rcu_grace_period, blocked_task, pending_work
          "tsc_khz": 2445406, | ``               | 1: $.guest.tsc_khz: missing; expected the TSC's frequency in kHz, since clocksource is tsc
          2445406         | 0                    | 1: $.guest.tsc_khz: expected a whole number from 1 to 4294967295, found 0
          250             | 10001                | 1: $.guest.hz: expected a whole number from 24 to 10000, found 10001
          "vcpus": 1      | "vcpus": 1.0         | 1: $.guest.vcpus: expected a whole number from 1 to 8192, found 1.0
          "vcpus": 1      | "busy": 1            | 1: $.guest.busy: expected true or false, found 1
          "vcpus": 1      | "kernel": ""         | 1: $.guest.kernel: expected a text, found ""
          "vcpus": 1      | "clocksource_watchdog": "acpi_pm" | 1: $.guest.clocksource_watchdog: expected hpet, found "acpi_pm"
          "vcpus": 1      | "hz": 100            | 1: $.guest.hz: stated twice; expected each name once
          1795382968910993822 | 8277292036000000000 | 2: $.start.realtime_ns: expected a whole number from 0 to 8277292035999999999, found 8277292036000000000
          "monotonic_ns": 22659535930, | ``      | 2: $.start.monotonic_ns: missing; expected a whole number from 0 to 9223372036854775807
          "boottime_ns": 22659535930 | "boottime_ns": "0" | 2: $.start.boottime_ns: expected a whole number from 0 to 9223372036854775807, found "0"
          37              | 100001               | 3: $.start.tai_offset_s: expected a whole number from 0 to 100000, found 100001
          "status"        | "state"              | 3: $.start.ntp.state: unknown field; expected one of status, maxerror, esterror, offset, freq, tick, constant, reftime_s
          "offset": 500   | "offset": 500000001  | 3: $.start.ntp.offset: expected a whole number from -500000000 to 500000000, found 500000001
          8193, "offset": 500 | 1, "offset": 500001 | 3: $.start.ntp.offset: expected a whole number from -500000 to 500000, found 500001
          "freq": 0       | "freq": -32768001    | 3: $.start.ntp.freq: expected a whole number from -32768000 to 32768000, found -32768001
          10000           | 11001                | 3: $.start.ntp.tick: expected a whole number from 9000 to 11000, found 11001
          "constant": 2   | "constant": 11       | 3: $.start.ntp.constant: expected a whole number from 0 to 10, found 11
          "timers": [     | "timers": 5, "x": [  | 4: $.timers: expected a list, found 5;4: $.x: unknown field; expected one of guest, start, timers, operations;10: $.operations[2].timers[0]: expected the id of a timer, found "a"
          {"id": "s"      | 7, {"id": "s"        | 6: $.timers[1]: expected an object, found 7;6: $.timers[1].id: missing; expected a text;6: $.timers[1].kind: missing; expected one of timerfd, posix, nanosleep;6: $.timers[1].clock: missing; expected one of monotonic, realtime, boottime, tai;6: $.timers[1].absolute: missing; expected true or false;6: $.timers[1].expires_ns: missing; expected a whole number from 0 to 9223372036854775807
          {"id": "s"      | {"id": "a"           | 6: $.timers[1].id: expected an id of its own, found that of $.timers[0]
          timerfd         | timer                | 5: $.timers[0].kind: expected one of timerfd, posix, nanosleep, found "timer"
          "realtime"      | "monotonic_raw"      | 5: $.timers[0].clock: expected one of monotonic, realtime, boottime, tai, found "monotonic_raw"
          "absolute": true | "absolute": "yes"   | 5: $.timers[0].absolute: expected true or false, found "yes"
          5, "interval    | -1, "interval        | 5: $.timers[0].expires_ns: expected a whole number from 0 to 9223372036854775807, found -1
          5, "interval    | 9223372036854775808, "interval | 5: $.timers[0].expires_ns: expected a whole number from 0 to 9223372036854775807, found 9223372036854775808
          7}              | -7}                  | 5: $.timers[0].interval_ns: expected a whole number from 0 to 9223372036854775807, found -7
          7}              | 7, "read": "always"} | 5: $.timers[0].read: expected one of on_expiry, never, found "always"
          7}              | 7, "period_ns": 7}   | 5: $.timers[0].period_ns: unknown field; expected one of id, kind, clock, absolute, expires_ns, interval_ns, cancel_on_set, read
          "timerfd"       | "posix", "cancel_on_set": true | 5: $.timers[0].cancel_on_set: expected false, since only a timerfd can be cancelled
          5}              | 5, "interval_ns": 1} | 6: $.timers[1].interval_ns: expected 0, since a sleep has no period
          "run"           | "walk"               | 8: $.operations[0].op: expected one of run, tsc_jump, pause, suspend_resume, inject_offset, inject_sleep, settime, adjtimex, set_tai_offset, read, counter_change, notice, found "walk"
          "op": "run"     | "operation": "run"   | 8: $.operations[0].op: missing; expected one of run, tsc_jump, pause, suspend_resume, inject_offset, inject_sleep, settime, adjtimex, set_tai_offset, read, counter_change, notice
          "duration_ns": 1 | "duration_ns": -1   | 8: $.operations[0].duration_ns: expected a whole number from 0 to 9223372036854775807, found -1
          "duration_ns": 1 | "duration": 1       | 8: $.operations[0].duration_ns: missing; expected a whole number from 0 to 9223372036854775807;8: $.operations[0].duration: unknown field; expected one of op, duration_ns
          "realtime_ns": -1 | "realtime_ns": -9223372036854775809 | 9: $.operations[1].realtime_ns: expected a whole number of 64 bits, found -9223372036854775809
          "realtime_ns": -1 | "realtime_ns": 1e18 | 9: $.operations[1].realtime_ns: expected a whole number of 64 bits, found 1e18
          "settime", "realtime_ns": -1 | "counter_change", "frequency_ppb": -1000000000 | 9: $.operations[1].frequency_ppb: expected a whole number from -999999999 to 999000000000, found -1000000000
          "settime", "realtime_ns": -1 | "adjtimex", "modes": -1 | 9: $.operations[1].modes: expected a whole number from 0 to 2147483647, found -1
          "settime", "realtime_ns": -1 | "notice", "sequence": 1, "remaining_ns": 1, "inject_as": "time" | 9: $.operations[1].inject_as: expected one of offset, sleep, found "time"
          "settime", "realtime_ns": -1 | "set_tai_offset", "tai_offset_s": 2147483648 | 9: $.operations[1].tai_offset_s: expected a whole number from -2147483648 to 2147483647, found 2147483648
          ["a"]           | ["b", "s"]           | 10: $.operations[2].timers[0]: expected the id of a timer, found "b";10: $.operations[2].timers[1]: expected a timerfd or a POSIX timer, found a sleep
          ["a"]           | ["a", 3]             | 10: $.operations[2].timers[1]: expected a text, found 3
          ["a"]           | []                   | 10: $.operations[2].timers: expected a list of texts, at least one, found a list
          "guest"         | "host"               | 1: $.host: unknown field; expected one of guest, start, timers, operations;1: $.guest: missing; expected an object
          "operations"    | "start"              | 7: $.start: stated twice; expected each name once;1: $.operations: missing; expected a list
          "timers": [     | "scenario": {}, "timers": [ | 4: $.scenario.guest: missing; expected an object;4: $.scenario.start: missing; expected an object;4: $.scenario.operations: missing; expected a list;1: $.guest: expected it in $.scenario;1: $.start: expected it in $.scenario;1: $.timers: expected it in $.scenario;1: $.operations: expected it in $.scenario
          """)
  void broken_isRefused(String good, String broken, String expected) throws IOException {
    assertThat(GOOD).contains(good);

    List<String> complaints = complaints(GOOD.replaceFirst(quoted(good), broken));

    assertThat(complaints).containsExactly(expected.split(";(?=[0-9]+: )"));
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``              | 1: empty; expected one JSON object
          [1]             | 1: $: expected an object, found a list
          {"guest": {     | 1: cut off; expected a whole JSON object
          {"guest": tsc}  | 1: not JSON at column 11: Unrecognized token 'tsc': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
          """)
  void text_thatIsNoScenario_isRefused(String text, String expected) throws IOException {
    assertThat(complaints(text)).contains(expected);
  }

  @Test
  void text_afterTheScenario_isRefused() throws IOException {
    assertThat(complaints(GOOD + "{}"))
        .containsExactly("11: expected nothing after the JSON object");
  }

  @Test
  void allErrors_areReported_inTheOrderOfTheFile() throws IOException {
    assertThat(
            complaints(
                GOOD.replace("250", "\"x\"")
                    .replace("\"freq\": 0", "\"freq\": {}")
                    .replace("7}", "\"7\"}")
                    .replace("[\"a\"]", "\"a\"")))
        .containsExactly(
            "1: $.guest.hz: expected a whole number from 24 to 10000, found \"x\"",
            "3: $.start.ntp.freq: expected a whole number from -32768000 to 32768000, found an"
                + " object",
            "5: $.timers[0].interval_ns: expected a whole number from 0 to 9223372036854775807,"
                + " found \"7\"",
            "10: $.operations[2].timers: expected a list of texts, at least one, found \"a\"");
  }

  @Test
  void complaint_aboutAStrangeName_staysOnItsLine() throws IOException {
    assertThat(complaints(GOOD.replace("\"vcpus\"", "\"v\\n\\u001b\"")))
        .containsExactly(
            "1: $.guest.v??: unknown field; expected one of tsc_khz, clocksource, hz, kernel,"
                + " vcpus, busy, clocksource_watchdog, debug_timekeeping, rcu_grace_period,"
                + " blocked_task, pending_work");
  }

  @Test
  void bytes_thatAreNoUtf8_areRefused() throws IOException {
    Path file = folder.resolve("latin");
    Files.write(file, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});

    Cli.Result result = Cli.run("emulate", file);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith(file + ":1: not JSON at column ");
  }
}
