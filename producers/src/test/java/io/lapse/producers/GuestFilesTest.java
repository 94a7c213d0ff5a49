package io.lapse.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.GuestFiles.GuestFile;
import io.lapse.producers.jsonl.JsonlSource;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.Problem;
import io.lapse.schemas.json.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What guests show of themselves, and what becomes of it. */
class GuestFilesTest {
  @TempDir Path folder;

  static List<GuestFile> files() {
    return GuestFiles.all();
  }

  @Test
  void files_areOfEveryFormat() {
    assertThat(files())
        .extracting(GuestFile::format)
        .contains(Format.TIMER_LIST, Format.PROFILE, Format.CHRONY, Format.ADJTIMEX)
        .hasSizeGreaterThan(12);
  }

  /** A change of it is looked at, then copied from target. */
  @ParameterizedTest
  @MethodSource("files")
  void read_matchesTheGoldenFile(GuestFile file) throws IOException {
    Told told = read(file);

    StringBuilder lines = new StringBuilder();
    told.inputs().forEach(input -> lines.append(EventJson.write(input)).append('\n'));
    told.problems().forEach(problem -> lines.append(shown(problem)).append('\n'));
    Path found = Files.createDirectories(Path.of("target", "guest-sources"));
    found = Files.writeString(found.resolve(file.expected().getFileName()), lines);
    assertThat(found).hasSameTextualContentAs(file.expected());
  }

  /** What an adapter tells can be kept as JSON lines, and stays the same event. */
  @ParameterizedTest
  @MethodSource("files")
  void event_hasTheIdentityOfItsLine(GuestFile file) throws IOException {
    Told told = read(file);
    List<String> lines = told.inputs().stream().map(EventJson::write).toList();
    Path kept = Files.write(folder.resolve("kept.jsonl"), lines);

    List<LedgerInput> back = Told.by(new JsonlSource(GuestInput.of(Format.JSONL, kept))).inputs();

    assertThat(back).isEqualTo(told.inputs()).isNotEmpty();
  }

  private static Told read(GuestFile file) {
    return Told.by(Sources.of(GuestInput.of(file.format(), file.path())));
  }

  private static String shown(Problem problem) {
    String path = Path.of(problem.path()).getFileName().toString();
    return problem.toString().replace(problem.path(), path);
  }
}
