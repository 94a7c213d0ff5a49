package io.lapse.producers.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every adapter must do. A new one extends this, or {@link LineSourceContract} if damage to
 * one line leaves the rest of its file readable, and states what its format looks like.
 */
public abstract class HostEventSourceContract extends FuzzedSourceContract {

  /** The lines of a small file without fault. */
  protected abstract List<String> goodLines();

  /** How many of {@link #goodLines()} state an event. */
  protected abstract int eventCount();

  /** What the format expects, as it stands in the message for an empty file. */
  protected abstract String expectation();

  @Test
  void read_takesEveryEvent_ofAGoodFile() throws IOException {
    Told told = read(write("good", goodLines()));

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs()).hasSize(eventCount());
    assertThat(told.locations()).extracting(Location::line).isSorted();
  }

  @Test
  void read_takesTheSame_withBlankLinesAndOtherLineEnds() throws IOException {
    Path good = write("good", goodLines());
    Path odd = folder.resolve("odd");
    Files.writeString(odd, "\uFEFF" + String.join("\r\n\r\n", goodLines()));

    Told told = read(odd);

    assertThat(told.problems()).isEmpty();
    assertThat(told.ids()).isEqualTo(read(good).ids());
  }

  @Test
  void read_refuses_anEmptyFile() throws IOException {
    Path file = write("empty", List.of());

    assertThat(read(file).problems())
        .singleElement()
        .hasToString(file + ": the file is empty: expected " + expectation());
  }

  @Test
  void read_refuses_aMissingFile() {
    Path file = folder.resolve("missing");

    assertThat(read(file).problems())
        .singleElement()
        .hasToString(file + ": no such file: expected " + expectation());
  }

  @Test
  void read_refuses_aFolder() {
    assertThat(read(folder).problems())
        .singleElement()
        .hasToString(folder + ": cannot be read (it is a folder): expected " + expectation());
  }

  @Test
  void read_tellsTheSame_whenReadAgain() throws IOException {
    HostEventSource source = source(input(write("good", goodLines())));

    Told first = Told.by(source);
    Told second = Told.by(source);

    assertThat(second.inputs()).isEqualTo(first.inputs());
    assertThat(second.locations()).isEqualTo(first.locations());
  }

  @Test
  void read_givesTheSameIds_fromAnotherFolder() throws IOException {
    Path here = write("good", goodLines());
    Path elsewhere = Files.createDirectories(folder.resolve("else/where")).resolve("renamed");
    Files.copy(here, elsewhere);

    assertThat(read(elsewhere).ids()).isEqualTo(read(here).ids()).doesNotHaveDuplicates();
  }

  @Test
  void read_carriesTheStatedClockError() throws IOException {
    Told told = read(write("good", goodLines()));

    assertThat(told.inputs())
        .extracting(LedgerInput::stamp)
        .allSatisfy(stamp -> assertThat(stamp.clockErrorNanos()).isPositive());
  }

  @Override
  protected byte[] goodBytes() {
    return (String.join("\n", goodLines()) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
