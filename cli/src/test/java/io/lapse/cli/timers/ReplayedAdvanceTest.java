package io.lapse.cli.timers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import io.lapse.ledger.guest.TimerClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded run, with the guest's profile for its timers: the ledger says what truly expired. */
class ReplayedAdvanceTest {
  private static final String RUN = "D_std_J60";

  @TempDir Path folder;

  @Test
  void replay_countsTheTimersOfAProfile_thatTrulyExpired() throws IOException {
    RecordedAdvance advance =
        RecordedAdvance.all().stream()
            .filter(recorded -> recorded.name().equals(RUN))
            .findFirst()
            .orElseThrow();
    Path run = Cli.RECORDINGS.resolve(RUN);
    List<String> claims = Files.readAllLines(run.resolve("claims.jsonl"));
    Path compensation =
        Files.write(
            folder.resolve("compensation.jsonl"),
            claims.stream().filter(line -> line.startsWith("{\"kind\":\"compensation\"")).toList());

    Cli.Result replay =
        Cli.run(
            "replay",
            "--manifest",
            run.resolve("manifest.json"),
            "--input",
            "format=jsonl,path=" + compensation,
            "--input",
            "guest=probe-std,format=profile,clock_error_ns=100000,path="
                + GuestRecordings.FOLDER.resolve("profiles/std.json"),
            "--out",
            folder);

    assertThat(replay.exitCode()).as(replay.err()).isZero();
    JsonNode entry =
        new ObjectMapper().readTree(Files.readAllLines(folder.resolve("ledger.jsonl")).get(0));
    for (TimerClock base : TimerClock.values()) {
      JsonNode expired = entry.get("expired").get(base.name().toLowerCase(Locale.ROOT));
      assertThat(expired.get("expected").longValue()).as("%s", base).isEqualTo(advance.due(base));
      assertThat(expired.get("overruns").longValue())
          .as("%s", base)
          .isEqualTo(advance.overruns(base));
    }
  }
}
