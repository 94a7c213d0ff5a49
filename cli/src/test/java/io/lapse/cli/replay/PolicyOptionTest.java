package io.lapse.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyOptionTest {
  private static final Policy BUILT_IN = Policy.DEFAULT;

  @TempDir private Path folder;

  @Test
  void pairs_makeDefault1_whichHoldsFromTheBeginning() {
    Policy policy = PolicyOption.parse("threshold_ns=100ms, drift_ppm=7").get(0);

    assertThat(policy.name()).isEqualTo("default@1");
    assertThat(policy.effectiveFrom()).isEqualTo(BUILT_IN.effectiveFrom());
    assertThat(policy.thresholdNanos()).isEqualTo(100_000_000);
    assertThat(policy.driftPpm()).isEqualTo(7);
    assertThat(policy.blackoutLimitNanos()).isEqualTo(BUILT_IN.blackoutLimitNanos());
  }

  @Test
  void fileWithOneObject_isDefault1_unlessItSaysOtherwise() throws IOException {
    assertThat(parse("{\"threshold_ns\": 5}"))
        .singleElement()
        .satisfies(
            policy -> {
              assertThat(policy.name()).isEqualTo("default@1");
              assertThat(policy.effectiveFrom()).isEqualTo(BUILT_IN.effectiveFrom());
              assertThat(policy.thresholdNanos()).isEqualTo(5);
            });
    assertThat(parse("{}")).extracting(Policy::name).containsExactly("default@1");
  }

  @Test
  void file_mayStateEveryKey() throws IOException {
    List<Policy> policies =
        parse(
            """
            [{"class": "größe", "version": 3, "effective_from_tai_ns": 1800000000000000000,
              "threshold_ns": 1, "blackout_limit_ns": "2s", "tolerance_ns": 3,
              "inject_as": "sleep", "reaction_delay_ns": "4us", "after_deadline": "DIE",
              "cooperation_deadline_ns": 5, "announcements": "required",
              "mass_expiry_limit": 6, "open_outage_limit_ns": "1h", "drift_ppm": 7},
             {"class": "größe", "version": 4, "effective_from_tai_ns": 1800000000000000001}]
            """);

    assertThat(policies)
        .first()
        .isEqualTo(
            new Policy(
                "größe",
                3,
                new TaiInstant(1_800_000_000_000_000_000L),
                1,
                2_000_000_000L,
                3,
                InjectAs.SLEEP,
                4_000,
                AfterDeadline.DIE,
                5,
                Announcements.REQUIRED,
                6,
                3_600_000_000_000L,
                7));
    assertThat(policies).extracting(Policy::name).containsExactly("größe@3", "größe@4");
  }

  @Test
  void openOutageLimit_followsALongerBlackoutLimit() throws IOException {
    assertThat(parse("{\"blackout_limit_ns\": \"1h\"}").get(0).openOutageLimitNanos())
        .isEqualTo(3_600_000_000_000L);
    assertThat(parse("{\"blackout_limit_ns\": \"1s\"}").get(0).openOutageLimitNanos())
        .isEqualTo(BUILT_IN.openOutageLimitNanos());
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                              | 1 | expected a JSON object, or a list of them, found:
          {"threshold_ns": 1                              | 1 | cut off: expected a whole JSON object, found:
          {"threshold_ns": 1, "threshold_ns": 1}          | 1 | threshold_ns is stated twice, at column 35: expected each name once
          5                                               | 1 | expected a JSON object, or a list of them, found: 5
          []                                              | 1 | expected at least one policy, found: []
          [{},~[]]                                        | 1 | expected a JSON object, or a list of them, found: []
          {"treshold_ns": 1}                              | 1 | treshold_ns is not a policy key: expected one of class, version, effective_from_tai_ns, threshold_ns, blackout_limit_ns, tolerance_ns, inject_as,
          [{"version": 1},~{"version": 2,~"colour": "x"}] | 3 | [1].colour is not a policy key: expected one of class,
          {"threshold_ns": true}                          | 1 | threshold_ns must be a whole number within 64 bits: true
          {"threshold_ns": 1.5}                           | 1 | threshold_ns must be a whole number within 64 bits: 1.5
          {"threshold_ns": 1e9}                           | 1 | threshold_ns must be a whole number within 64 bits: 1.0E9
          {"threshold_ns": 9223372036854775808}           | 1 | threshold_ns must be a whole number within 64 bits: 9223372036854775808
          {"threshold_ns": 3155760000000000001}           | 1 | threshold_ns must be at most 3155760000000000000: 3155760000000000001
          {~"threshold_ns": -1}                           | 2 | threshold_ns must be 0 or more: -1
          {"threshold_ns": "-1"}                          | 1 | threshold_ns is no duration: expected a duration in ns, or with ns, us, ms, s, min, h or d: '-1'
          {"threshold_ns": "5weeks"}                      | 1 | threshold_ns is no duration: expected a duration in ns,
          {"threshold_ns": [1]}                           | 1 | threshold_ns must be a whole number within 64 bits: [1]
          {"mass_expiry_limit": "1000"}                   | 1 | mass_expiry_limit must be a whole number within 64 bits: "1000"
          {"mass_expiry_limit": 1000000001}               | 1 | mass_expiry_limit must be at most 1000000000: 1000000001
          {"drift_ppm": 1000001}                          | 1 | drift_ppm must be at most 1000000: 1000001
          {"inject_as": "force"}                          | 1 | inject_as must be one of [offset, sleep]: force
          {"inject_as": 1}                                | 1 | inject_as must be a text that is not empty: 1
          {"class": ""}                                   | 1 | class must be a text that is not empty: ""
          {"class": "\\ud800"}                            | 1 | class must be valid Unicode: "?"
          {"version": -1}                                 | 1 | version must be 0 or more: -1
          {"version": 0}                                  | 1 | default@0 is built in: expected version 1 or higher
          {"version": 2147483648}                         | 1 | version must fit into 32 bits: 2147483648
          {"effective_from_tai_ns": -1}                   | 1 | effective_from_tai_ns must be 0 or more: -1
          {"effective_from_tai_ns": "2026-01-01"}         | 1 | effective_from_tai_ns must be a whole number within 64 bits: "2026-01-01"
          {"effective_from_tai_ns": 9000000000000000000}  | 1 | effective_from_tai_ns=9000000000000000000 means never:
          {"after_deadline": "die", "cooperation_deadline_ns": 0} | 1 | after_deadline=die contradicts cooperation_deadline_ns=0:
          [{},~{"class": "a", "blackout_limit_ns": "1h", "open_outage_limit_ns": "1s"}] | 2 | [1]: open_outage_limit_ns=1000000000 contradicts blackout_limit_ns=3600000000000:
          [{"class": "a"},~{"class": "a", "drift_ppm": 1}] | 2 | [1]: a@1 is there already, and says something else:
          [{"version": 1, "effective_from_tai_ns": 5},~{"version": 2}] | 2 | [1]: default@2 holds from 0, before default@1 from 5:
          """)
  void file_isRefused_withItsLine(String text, int line, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("p.json"), text.replace('~', '\n'));

    assertThatThrownBy(() -> PolicyOption.parse(file.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ":" + line + ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          threshold_ns=1,threshold_ns=1 | threshold_ns is stated twice: expected each key once
          threshold_ns=1,x              | expected KEY=VALUE: 'x'
          threshold_ns=                 | threshold_ns must be a text that is not empty
          class=web                     | unknown policy key 'class'; expected one of threshold_ns,
          version=2                     | unknown policy key 'version'
          drift_ppm=1.5                 | drift_ppm must be a whole number within 64 bits: "1.5"
          announcements=required,cooperation_deadline_ns=0 | announcements=required contradicts
          """)
  void pairs_areRefused_withWhatWasExpected(String text, String message) {
    assertThatThrownBy(() -> PolicyOption.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void fileThatCannotBeRead_isRefused() throws IOException {
    Path latin =
        Files.write(
            folder.resolve("l"), "{\"class\": \"ö\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> PolicyOption.parse(latin.toString()))
        .hasMessage(latin + ": not UTF-8: expected a policy");
    assertThatThrownBy(() -> PolicyOption.parse(folder.toString()))
        .hasMessage(folder + ": expected KEY=VALUE,... or a file that can be read");
    assertThatThrownBy(() -> PolicyOption.parse("a\u0000b"))
        .hasMessageContaining("expected KEY=VALUE,... or a file that can be read");
  }

  private List<Policy> parse(String text) throws IOException {
    return PolicyOption.parse(Files.writeString(folder.resolve("p.json"), text).toString());
  }
}
