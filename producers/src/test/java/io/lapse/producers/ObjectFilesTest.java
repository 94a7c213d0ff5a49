package io.lapse.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.jsonl.JsonlSource;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.json.EventJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of KubeVirt's objects and of CloudEvents, and what becomes of them. */
class ObjectFilesTest {
  private static final String EXPECTED = ".expected";

  @TempDir Path folder;

  record ObjectFile(Format format, Path path) {
    @Override
    public String toString() {
      return format + " " + path.getFileName();
    }
  }

  static List<ObjectFile> files() throws IOException, URISyntaxException {
    List<ObjectFile> files = new ArrayList<>();
    for (Format format : List.of(Format.KUBEVIRT, Format.CLOUDEVENTS)) {
      String name = "/host-sources/" + format.name().toLowerCase(Locale.ROOT);
      Path in = Path.of(Objects.requireNonNull(ObjectFilesTest.class.getResource(name)).toURI());
      try (Stream<Path> listed = Files.list(in)) {
        listed
            .filter(file -> !file.toString().endsWith(EXPECTED))
            .sorted()
            .forEach(file -> files.add(new ObjectFile(format, file)));
      }
    }
    return files;
  }

  /** A change of it is looked at, then copied from target. */
  @ParameterizedTest
  @MethodSource("files")
  void read_matchesTheGoldenFile(ObjectFile file) throws IOException {
    Told told = read(file);

    StringBuilder lines = new StringBuilder();
    told.inputs().forEach(input -> lines.append(EventJson.write(input)).append('\n'));
    told.problems().forEach(problem -> lines.append(shown(problem)).append('\n'));
    Path found = Files.createDirectories(Path.of("target", "host-sources"));
    found = Files.writeString(found.resolve(file.path().getFileName() + EXPECTED), lines);
    assertThat(found)
        .hasSameTextualContentAs(file.path().resolveSibling(file.path().getFileName() + EXPECTED));
  }

  /** The list, the watch and the objects one by one tell of the same migration. */
  @Test
  void migration_isTheSameEvents_whicheverObjectsTellOfIt() throws Exception {
    List<List<String>> ofDb0 = new ArrayList<>();
    for (ObjectFile file : files()) {
      if (file.format() == Format.KUBEVIRT) {
        ofDb0.add(
            read(file).inputs().stream()
                .filter(input -> input.guest().equals("prod/db-0"))
                .map(input -> input.id().hex())
                .toList());
      }
    }

    assertThat(ofDb0).hasSize(4).allMatch(ids -> ids.size() == 2).containsOnly(ofDb0.get(0));
  }

  @Test
  void cloudEvent_hasTheIdentityOfItsLine() throws Exception {
    ObjectFile file =
        files().stream().filter(f -> f.format() == Format.CLOUDEVENTS).findFirst().orElseThrow();
    Told told = read(file);
    List<String> lines = told.inputs().stream().map(EventJson::write).toList();
    Path kept = Files.write(folder.resolve("kept.jsonl"), lines);

    Told back = Told.by(new JsonlSource(input(Format.JSONL, kept)));

    assertThat(back.ids()).isEqualTo(told.ids()).isNotEmpty();
  }

  private static Told read(ObjectFile file) {
    return Told.by(Sources.of(input(file.format(), file.path())));
  }

  private static SourceInput input(Format format, Path file) {
    return new SourceInput(
        file.toString(), file, null, null, format, 100_000, null, CounterWhilePaused.UNKNOWN);
  }

  private static String shown(Problem problem) {
    String path = Path.of(problem.path()).getFileName().toString();
    return problem.toString().replace(problem.path(), path);
  }
}
