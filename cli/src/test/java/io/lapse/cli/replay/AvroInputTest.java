package io.lapse.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.file.AvroEventWriter;
import io.lapse.schemas.json.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same events, as JSON lines and as Avro records, make the same books. */
class AvroInputTest {
  @TempDir private Path folder;

  static List<String> runs() throws IOException {
    return RecordingsTest.runs();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void ledger_isTheSame_fromJsonLinesAndFromAvro(String run) throws IOException {
    Path lines = Files.write(folder.resolve("events.jsonl"), lines(run));
    Path records = records(readJsonl(lines));

    replay("jsonl", lines);
    replay("avro", records);

    for (String file : List.of("ledger.jsonl", "alerts.jsonl", "notices.jsonl", "history.jsonl")) {
      assertThat(folder.resolve("avro").resolve(file))
          .as(file)
          .hasSameBinaryContentAs(folder.resolve("jsonl").resolve(file));
    }
    assertThat(folder.resolve("avro/ledger.jsonl")).isNotEmptyFile();
  }

  @Test
  void fileThatIsCutOff_isNamed_andTheRestIsKept() throws IOException {
    Path lines = Files.write(folder.resolve("events.jsonl"), lines("A_stop005"));
    Path records = records(readJsonl(lines));
    byte[] bytes = Files.readAllBytes(records);
    Files.write(records, Arrays.copyOf(bytes, bytes.length - 20));

    Cli.Result result = Cli.run("replay", "--input", "format=avro,path=" + records);

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .contains(records + ":3: the file is cut off in the block at byte ")
        .contains("2 events: 2 accepted")
        .doesNotContain("Exception");
    assertThat(result.out()).contains("5.000896 s");
  }

  private static List<String> lines(String run) {
    return Recordings.read(Manifest.load(Cli.manifest(run))).inputs().stream()
        .map(EventJson::write)
        .toList();
  }

  private static List<LedgerInput> readJsonl(Path file) {
    return Recordings.read(Manifest.ofArguments(List.of("format=jsonl,path=" + file))).inputs();
  }

  private Path records(List<LedgerInput> events) throws IOException {
    Path file = folder.resolve("events.avro");
    try (AvroEventWriter writer = AvroEventWriter.create(file)) {
      for (LedgerInput event : events) {
        writer.append(event);
      }
    }
    return file;
  }

  private void replay(String format, Path file) throws IOException {
    Path manifest = folder.resolve(format + ".json");
    Files.writeString(
        manifest,
        "{\"inputs\":[{\"format\":\"" + format + "\",\"path\":\"" + file.getFileName() + "\"}]}");

    Cli.Result result =
        Cli.run("replay", "--manifest", manifest, "--out", folder.resolve(format), "--history");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).doesNotContain("warning").contains("0 lines or files refused");
  }
}
