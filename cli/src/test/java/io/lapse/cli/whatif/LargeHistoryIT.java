package io.lapse.cli.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.scenarios.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More events than memory, in a JVM that has no more. */
class LargeHistoryIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  /** About 220,000 events: as objects, 90 MB. */
  @Test
  void historyLargerThanTheHeap_isSpilled() throws Exception {
    Path log = folder.resolve("log");
    Path spilled = Files.createDirectory(folder.resolve("spilled"));

    try (ChildJvm child =
        ChildJvm.start(
            log,
            List.of("-Xmx40m"),
            "io.lapse.cli.Lapse",
            "whatif",
            "--fleet",
            "guests=1600,hosts=100,days=30",
            "--thresholds",
            "0,1s",
            "--spill-dir",
            spilled.toString())) {
      OptionalInt exitCode = child.end(PATIENCE);

      assertThat(exitCode).as(Files.readString(log)).hasValue(0);
      assertThat(Files.readString(log))
          .containsPattern("\\d{6} events of 1600 guests: ")
          .containsPattern(" outages; spilled, ")
          .doesNotContain("lapse: ");
    }
    assertThat(spilled).isEmptyDirectory();
  }
}
