package io.lapse.cli.emulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison with a recording must be able to fail. */
class ComparisonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SCENARIO =
      """
      {"start":{"realtime_ns":1000,"monotonic_ns":10,"tai_offset_s":1},
       "timers":[{"id":"once","clock":"tai","interval_ns":0},{"id":"race","clock":"tai","interval_ns":0},
        {"id":"often","clock":"realtime","interval_ns":5},{"id":"signal","clock":"tai","interval_ns":5}]}
      """;

  private static final String EMULATED =
      """
      {"op":"adjtimex","return":5,"clocks":{"monotonic_ns":60,"tai_ns":1000001050},
       "ntp":{"status":64,"offset":7},
       "effects":[{"timer":"once","ticks":1},{"timer":"race","ticks":1},{"timer":"often","ticks":4},
        {"timer":"often","ticks":2},{"timer":"signal","overruns":3},{"timer":"signal","overruns":0},
        {"timer":"often","cancelled":true},{"timer":"race","cancelled":true},
        {"warning":"soft_lockup","cpu":0,"seconds":22}]}
      """;

  private static final String OBSERVED =
      """
      {"operation":0,"about":"","clocks_advance_ns":{"monotonic":48,"tai":52,"tolerance_ns":{"monotonic":2,"tai":2}},
       "ntp":{"status":64,"offset":9,"call_return":5,"tolerance":{"offset":2}},
       "fired":{"tai":{"oneshot":1}},"fired_ids":["once"],"fired_ids_optional":["race"],
       "cancelled_ids":["often"],"cancelled_ids_optional":["race"],
       "periodic_ticks":{"often":{"ticks":7,"tolerance":1},"signal":{"ticks":5,"tolerance":0}},
       "largest_read":{"often":{"ticks":4,"tolerance":0}},"overruns":{"signal":{"largest":3,"tolerance":0}},
       "warnings":[{"kind":"soft_lockup","seconds":25,"seconds_tolerance":3}],
       "warnings_absent":["clocksource_watchdog_skipped"]}
      """;

  private static List<String> differences(String observed) throws JsonProcessingException {
    JsonNode scenario = JSON.readTree(SCENARIO);
    JsonNode emulated = JSON.readTree(EMULATED);
    Tally tally = new Tally(scenario);
    emulated.get("effects").forEach(tally::add);
    return Comparison.differences(scenario.get("start"), JSON.readTree(observed), emulated, tally);
  }

  @Test
  void equal_withinTheTolerance_isNoDifference() throws JsonProcessingException {
    assertThat(differences(OBSERVED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "monotonic":48       | "monotonic":47         | monotonic: 50, really 47 +-2: off by 3
          "tai":52             | "tai":53               | tai: 50, really 53 +-2: off by -3
          "status":64          | "status":65            | ntp.status: 64, really 65 +-0: off by -1
          "offset":9           | "offset":10            | ntp.offset: 7, really 10 +-2: off by -3
          "call_return":5      | "call_return":0        | ntp.call_return: 5, really 0 +-0: off by 5
          "call_return":5      | "jitter":0             | ntp.jitter: lacking
          "oneshot":1          | "oneshot":2            | fired tai: 1, really 2 +-0: off by -1
          "oneshot":1          | "oneshot":1,"x":0      | fired x: not known to this test
          {"tai":{"oneshot":1}} | {}                    | fired tai: 1, really 0 +-0: off by 1
          "fired_ids":["once"] | "fired_ids":[]         | fired_ids: too many [once], lacking []
          "fired_ids":["once"] | "fired_ids":["once","often"] | fired_ids: too many [], lacking [often]
          ["often"]            | ["once"]               | cancelled_ids: too many [often], lacking [once]
          {"ticks":7           | {"ticks":8             | periodic_ticks of often: 6, really 8 +-1: off by -2
          {"ticks":5           | {"ticks":2             | periodic_ticks of signal: 5, really 2 +-0: off by 3
          {"ticks":4           | {"ticks":6             | largest_read of often: 4, really 6 +-0: off by -2
          "largest":3          | "largest":0            | overruns of signal: 3, really 0 +-0: off by 3
          "seconds":25         | "seconds":26           | warnings: lacking {"kind":"soft_lockup","seconds":26,"seconds_tolerance":3};warnings: too many {"warning":"soft_lockup","cpu":0,"seconds":22}
          "clocksource_watchdog_skipped" | "soft_lockup" | warnings_absent: {"warning":"soft_lockup","cpu":0,"seconds":22}
          "about"              | "remark"               | remark: not known to this test
          """)
  void other_isADifference(String observed, String other, String expected)
      throws JsonProcessingException {
    assertThat(OBSERVED).contains(observed);

    assertThat(differences(OBSERVED.replace(observed, other)))
        .containsExactly(expected.split(";", -1));
  }
}
