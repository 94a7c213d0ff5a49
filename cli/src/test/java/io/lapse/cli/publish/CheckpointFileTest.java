package io.lapse.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.cli.Cli;
import io.lapse.cli.failure.Failure;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  private static final List<LedgerInput> EVENTS =
      Recordings.read(Manifest.load(Cli.manifest("D_std_J60"))).inputs();
  private static final Map<String, String> TOPICS = Map.of("lapse.host-events", "a");
  private static final Checkpoint FRESH = Checkpoint.of(EVENTS, TOPICS);

  @TempDir private Path folder;

  @Test
  void stored_isThereAfterwards_andNothingElseIsInTheFolder() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    CheckpointFile.open(file, FRESH).keep(2);

    CheckpointFile again = CheckpointFile.open(file, FRESH);

    assertThat(again.stored()).isEqualTo(2);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void otherInputs_areRefused_evenInAnotherOrderOnly() {
    Path file = folder.resolve("run.checkpoint");
    CheckpointFile.open(file, FRESH);
    List<LedgerInput> turned = new ArrayList<>(EVENTS);
    Collections.swap(turned, 0, 1);

    assertThatThrownBy(() -> CheckpointFile.open(file, Checkpoint.of(turned, TOPICS)))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "--checkpoint: "
                + file
                + ": of other inputs, 4 events; expected these, 4 events. Name another file, or"
                + " remove this one to send all events");
  }

  @Test
  void topicThatWasMadeAnew_isRefused() {
    Path file = folder.resolve("run.checkpoint");
    CheckpointFile.open(file, FRESH);

    assertThatThrownBy(
            () ->
                CheckpointFile.open(file, Checkpoint.of(EVENTS, Map.of("lapse.host-events", "b"))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(": of another topic lapse.host-events, id a; expected id b. ");
  }

  @Test
  void fileThatIsNone_isRefused_andKept() throws IOException {
    Path file = Files.writeString(folder.resolve("notes"), "buy milk\n");

    assertThatThrownBy(() -> CheckpointFile.open(file, FRESH))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("notes: ")
        .hasMessageContaining("expected a checkpoint");
    assertThat(file).hasContent("buy milk");
  }

  @Test
  void folderThatIsMissing_isSaidBeforeAnythingIsSent() {
    assertThatThrownBy(() -> CheckpointFile.open(folder.resolve("no/run.checkpoint"), FRESH))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void command_isQuotedForAShell() {
    assertThat(CommandLineText.of(List.of("publish", "--input", "path=a b", "it's")))
        .isEqualTo("lapse publish --input 'path=a b' 'it'\\''s'");
  }
}
