package io.lapse.cli.vmclock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what hosts said to the page that the guest sees. */
class GuestPagesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long AT = 1_800_000_000L * SECOND;

  @TempDir private Path folder;

  private final List<String> lines = new ArrayList<>();

  /** An event, so many seconds after the begin. */
  private void event(String kind, String host, long seconds, String more) {
    lines.add(
        "{\"kind\":\"%s\",\"guest\":\"g\",\"host\":\"%s\",\"tai_ns\":%d,\"clock_error_ns\":1000%s}"
            .formatted(kind, host, AT + seconds * SECOND, more.isEmpty() ? "" : "," + more));
  }

  private void stopped(String host, long seconds, String reason) {
    event("stopped", host, seconds, "\"reason\":\"" + reason + "\"");
  }

  private void restarted(String host, long seconds, String mode) {
    event("restarted", host, seconds, "\"mode\":\"" + mode + "\"");
  }

  private JsonNode page(Object... options) {
    try {
      Path file = Files.write(folder.resolve("events.jsonl"), lines);
      List<Object> words =
          new ArrayList<>(
              List.of("vmclock", "--guest", "g", "--input", "format=jsonl,path=" + file));
      words.add("--json");
      words.addAll(List.of(options));
      Cli.Result result = Cli.run(words.toArray());
      assertThat(result.exitCode()).as(result.err()).isZero();
      return new ObjectMapper().readTree(result.out());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertPage(JsonNode page, long marker, long generation, long atSeconds) {
    assertThat(page.get("disruption_marker").longValue()).as("marker").isEqualTo(marker);
    assertThat(page.get("seq_count").longValue()).isEqualTo(2 * marker);
    assertThat(page.get("vm_generation_counter").longValue()).isEqualTo(generation);
    assertThat(page.get("reference").get("tai_ns").longValue()).isEqualTo(AT + atSeconds * SECOND);
  }

  /** Of two stops and restarts: the generation counts those from a saved image. */
  @ParameterizedTest
  @CsvSource({
    "migrate, h1, incoming, 0",
    "pause, h0, continued, 0",
    "save, h0, restored, 2",
    "save, h1, restored, 2",
    "unknown, h0, restored, 2"
  })
  void generation_changesWithARestore(String reason, String to, String mode, long generation) {
    stopped("h0", 0, reason);
    restarted(to, 10, mode);
    stopped(to, 20, reason);
    restarted("h0", 35, mode);

    JsonNode page = page();

    assertPage(page, 2, generation, 35);
    assertThat(page.get("tai_offset_sec").longValue()).isEqualTo(37);
    assertThat(page.get("names").get("clock_status").asText())
        .isEqualTo("VMCLOCK_STATUS_SYNCHRONIZED");
  }

  /** Two guests with one memory: the second one must know. */
  @Test
  void secondRestartOfOneStop_isAnotherGeneration() {
    stopped("h0", 0, "migrate");
    restarted("h1", 10, "incoming");
    restarted("h2", 20, "restored");

    assertPage(page(), 2, 1, 20);
  }

  @Test
  void restartWithoutAStop_isADisruption() {
    restarted("h1", 10, "incoming");

    assertPage(page(), 1, 0, 10);
  }

  /** A claim about the first outage comes after the second: a third notice, no third restart. */
  @Test
  void correction_changesTheMarkerOnly() {
    stopped("h0", 0, "save");
    restarted("h0", 10, "restored");
    stopped("h0", 20, "migrate");
    restarted("h1", 35, "incoming");
    assertPage(page(), 2, 1, 35);
    event(
        "compensation",
        "h0",
        40,
        "\"restarted_tai_ns\":" + (AT + 10 * SECOND) + ",\"compensated_ns\":" + SECOND);

    assertPage(page(), 3, 1, 35);
  }

  /** The bound is that of the restart's stamp, whatever the error of Tout is. */
  @ParameterizedTest
  @CsvSource({"h0", "h1"})
  void error_isThatOfTheRestart(String to) {
    stopped("h0", 0, "pause");
    lines.add(
        "{\"kind\":\"restarted\",\"guest\":\"g\",\"host\":\"%s\",\"tai_ns\":%d,\"clock_error_ns\":5000000}"
            .formatted(to, AT + SECOND));

    JsonNode page = page();

    assertThat(page.get("time_maxerror_nanosec").longValue()).isEqualTo(5_000_000);
    assertThat(page.get("reference").get("max_error_ns").longValue()).isEqualTo(5_000_000);
  }

  @Test
  void hostThatDoesNotKnowTai_isUnreliable() {
    event("host_clock", "h1", -5, "\"error_ns\":0,\"tai_offset_s\":0");
    stopped("h0", 0, "migrate");
    restarted("h1", 10, "incoming");

    JsonNode page = page();

    assertThat(page.get("names").get("clock_status").asText())
        .isEqualTo("VMCLOCK_STATUS_UNRELIABLE");
    assertThat(page.get("reliable").booleanValue()).isFalse();
  }

  /** It is the latest that counts. */
  @ParameterizedTest
  @CsvSource({"2400000, 0xe5109ec205d7bea6", "1000000, 0x89705f4136b4a597"})
  void period_isThatOfTheLatestProfile(long khz, String fracSec) {
    event("profile", "h0", -2, "\"tsc_khz\":3000000");
    event("profile", "h0", -1, "\"tsc_khz\":" + khz);
    stopped("h0", 0, "pause");
    restarted("h0", 10, "continued");

    JsonNode page = page("--counter", "18446744073709551615");

    assertThat(page.get("counter_period_frac_sec").asText()).isEqualTo(fracSec);
    assertThat(page.get("names").get("counter_id").asText()).isEqualTo("VMCLOCK_COUNTER_X86_TSC");
    assertThat(page.get("counter_value").bigIntegerValue()).hasToString("18446744073709551615");
  }

  /** Before 2017 TAI was 36 s ahead of UTC. */
  @Test
  void offset_isThatOfTheRestart() {
    long year2016 = -AT / SECOND + 1_480_000_000L;
    stopped("h0", year2016, "pause");
    restarted("h0", year2016 + 10, "continued");

    assertThat(page().get("tai_offset_sec").longValue()).isEqualTo(36);
  }
}
