package io.lapse.cli.whatif.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.cli.failure.Failure;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Events on disk, as far as the disk goes. */
class ShardsTest {
  private static final long DISK_BYTES = 200_000;

  @TempDir private Path folder;

  private static void fill(Shards shards) {
    FleetSimulation fleet = FleetSimulation.of(FleetPlan.of(7, 200, 6, 14));
    while (fleet.hasNext()) {
      if (fleet.next() instanceof Happening.Arrived arrived) {
        shards.accept(arrived.input());
      }
    }
  }

  private Limits limits() {
    return new Limits(0, 2, 1 << 20, 1, folder);
  }

  /** Whatever kills the process, there is nothing to remove. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void files_haveNoNames_whileTheyAreWritten() throws IOException {
    try (Shards shards = new Shards(limits(), new SpillFolder(folder, 0), new Watch())) {
      fill(shards);

      assertThat(shards.spilled()).isTrue();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void diskThatFills_isNamed_withWhatIsNeeded() throws IOException {
    SpillFolder small = new SpillFolder(folder, 3_500_000, this::smallDisk);

    try (Shards shards = new Shards(limits(), small, new Watch())) {
      assertThatThrownBy(() -> fill(shards))
          .isInstanceOf(Failure.class)
          .hasMessageStartingWith("cannot spill to " + folder + " what does not fit into memory:")
          .hasMessageContaining("No space left on device; 1 MB were written")
          .hasMessageContaining("the files of the history have 4 MB")
          .hasMessageContaining("--spill-dir names another folder");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void folderThatIsNotThere_isNamed() throws IOException {
    SpillFolder none = new SpillFolder(folder.resolve("none"), 0);

    try (Shards shards = new Shards(limits(), none, new Watch())) {
      assertThatThrownBy(() -> fill(shards))
          .isInstanceOf(Failure.class)
          .hasMessageContaining(folder.resolve("none").toString());
    }
  }

  private SeekableByteChannel smallDisk(Path there) throws IOException {
    return new SmallFile(
        Files.newByteChannel(
            Files.createTempFile(there, "small", ".spill"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE),
        DISK_BYTES);
  }
}
