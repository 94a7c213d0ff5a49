package io.lapse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with its real broker: what it shows is what the recordings hold. */
class DemoIT {
  @TempDir private Path folder;

  @Test
  void demo_showsWhatHappened_andEqualsTheReplay() throws IOException {
    Cli.Result demo = Cli.run("demo", "--headless", "--out", folder.resolve("live"));

    Cli.run(
        "replay",
        "--manifest",
        Cli.RECORDINGS.resolve("C_live6/manifest.json"),
        "--manifest",
        Cli.RECORDINGS.resolve("D_std_J60/manifest-claims.json"),
        "--reactions",
        "emulated",
        "--out",
        folder.resolve("replayed"));
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains("60.303 ms", "3.874 ms", "41.651 ms", "8.45 ms", "3.392 ms", "10.73 ms")
        .contains("60.000740700 s")
        .contains("COMPENSATED_ABOVE_THRESHOLD")
        .contains("equal")
        .doesNotContain("DIFFERENT");
    assertThat(demo.out().lines().mapToInt(String::length).max().orElseThrow())
        .isLessThanOrEqualTo(120);
    assertThat(folder.resolve("live/ledger.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("replayed/ledger.jsonl"));
    assertThat(Files.readAllLines(folder.resolve("live/ledger.jsonl"))).hasSize(14);
  }
}
