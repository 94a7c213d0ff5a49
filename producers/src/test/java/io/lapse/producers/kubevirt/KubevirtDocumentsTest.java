package io.lapse.producers.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.Told;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.SourceInput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where documents begin and end, and what bad ones cost: themselves. */
class KubevirtDocumentsTest {
  private static final String START = "\"startTimestamp\":\"2026-11-22T21:17:05Z\"";
  private static final String A = KubevirtSourceTest.object("a", START);
  private static final String Z = KubevirtSourceTest.object("z", START);
  private static final String YAML_Z =
      """
      apiVersion: kubevirt.io/v1
      kind: VirtualMachineInstance
      metadata: {namespace: ns, name: z}
      status:
        migrationState: {sourceNode: n1, startTimestamp: 2026-11-22T21:17:05Z}
      """;

  @TempDir Path folder;

  static Stream<Arguments> badDocuments() {
    return Stream.of(
        Arguments.of("{\"kind\": \"VirtualM", "cut off: expected a whole JSON object, found: {"),
        Arguments.of("{\n    \"kind\": \"List\",\n    \"items\": [\n", "cut off: expected a whole"),
        Arguments.of("{\"kind\": List}", "not JSON at column 10: expected one JSON object"),
        Arguments.of("{\"kind\": 1, \"kind\": 2}", "kind is stated twice, at column 19"),
        Arguments.of("{\"metadata\": {}}", "kind is missing: expected a text"),
        Arguments.of("[1, 2]", "expected a Kubernetes object, found: \"1\""),
        Arguments.of("just words", "expected a Kubernetes object, found: \"just words\""),
        Arguments.of("a: &x {b: 1}\nc: *x", "an alias, *x: expected all written out"),
        Arguments.of("a: 1\na: 2", "a is stated twice: expected each name once"),
        Arguments.of("? {a: 1}\n: 2", "a key that is no text: expected a Kubernetes object"),
        Arguments.of("a: ]", "not YAML ("),
        Arguments.of("a: \"\u0007\"", "not YAML ("),
        Arguments.of("[".repeat(100_000), "nested deeper than 64: expected a Kubernetes object"),
        Arguments.of("kind: !!java.io.File [x]", "kind must be a text that is not empty"),
        Arguments.of(
            KubevirtSourceTest.object("b", "\"startTimestamp\":7"),
            "status.migrationState.startTimestamp must be a text"),
        Arguments.of(
            KubevirtSourceTest.object("b", START).replace("\"n1\"", "null"),
            "status.migrationState.sourceNode is missing: expected a text"),
        Arguments.of(
            KubevirtSourceTest.object("b", START).replace("\"namespace\":\"ns\",", ""),
            "metadata.namespace is missing: expected a text"),
        Arguments.of(
            KubevirtSourceTest.object("b", "\"startTimestamp\":\"2300-01-01T00:00:00Z\""),
            "status.migrationState.startTimestamp must be RFC 3339"));
  }

  @ParameterizedTest
  @MethodSource("badDocuments")
  void badDocument_isNamed_andCostsNoOther(String bad, String message) throws IOException {
    Path file = write(A + "\n---\n" + bad + "\n---\n" + YAML_Z + "---\n" + bad + "\n" + A);

    Told told = read(file);

    assertThat(told.inputs()).extracting(LedgerInput::guest).containsExactly("ns/a", "ns/z");
    assertThat(told.problems())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem.message()).startsWith(message));
    assertThat(told.problems().get(0).line()).isBetween(3L, 3L + bad.lines().count());
  }

  @Test
  void objectThatIsCutOff_costsNotTheNext_whereThereIsNoMark() throws IOException {
    Told told = read(write("{\n  \"kind\": \"List\",\n  \"items\": [{\n" + A + Z + "x\n"));

    assertThat(told.inputs()).extracting(LedgerInput::guest).containsExactly("ns/a", "ns/z");
    assertThat(told.problems())
        .extracting(problem -> problem.line() + " " + problem.message())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("3 cut off: expected a whole JSON object"),
            second -> assertThat(second).isEqualTo("4 expected the next object, found: x"));
  }

  @Test
  void yamlFilesOneBehindTheOther_areTold_withoutAMark() throws IOException {
    Told told = read(write(YAML_Z + YAML_Z.replace("name: z", "name: y")));

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs()).extracting(LedgerInput::guest).containsExactly("ns/z", "ns/y");
  }

  @Test
  void fileOfSomethingElse_isRefusedWhole() throws IOException {
    Path words = write("a: 1\n---\n{}\n");

    assertThat(read(words).problems())
        .singleElement()
        .hasToString(
            words
                + ":1: not Kubernetes objects: expected "
                + KubevirtSource.EXPECTED
                + ", found no kind");
    Path pods = write("{\"kind\":\"Pod\"}\n{\"kind\":\"Node\"}\n");
    assertThat(read(pods).problems())
        .singleElement()
        .hasToString(
            pods + ": no such object: expected " + KubevirtSource.EXPECTED + ", found kind Node");
  }

  @Test
  @Timeout(60)
  void documentThatIsTooLong_isRefused_andTheNextIsRead() throws IOException {
    Path file = folder.resolve("long");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write(A + "\n---\nkind: List\nitems:\n");
      for (int i = 0; i < 1_000_000; i++) {
        writer.write("- {kind: Pod}\n");
      }
      writer.write("---\n" + YAML_Z + "---\n{\"kind\":\"" + "x".repeat(9_000_000) + "\"}\n" + A);
    }

    Told told = read(file);

    assertThat(told.inputs()).extracting(LedgerInput::guest).containsExactly("ns/a", "ns/z");
    assertThat(told.problems())
        .extracting(problem -> problem.line() + " " + problem.message())
        .containsExactly(
            "3 the document is longer than 8388608 characters: expected one object, or a list that"
                + " is shorter",
            "1000012 longer than 8388608 bytes: expected a line of YAML or JSON");
  }

  /**
   * Values by the million, and objects by the thousand: little is kept, and little time is taken.
   */
  @Test
  @Timeout(60)
  void documentThatIsMadeToHurt_isRefused() throws IOException {
    String values = "[" + "a,".repeat(1_000_000) + "a]";
    String objects = "{}".repeat(100_000);

    Told told = read(write("kind: x\na: " + values + "\n---\n" + objects + "\n" + A));

    assertThat(told.problems().get(0).message())
        .isEqualTo("more than 1000000 values: expected a shorter list");
    assertThat(told.problems()).hasSize(100_001);
    assertThat(told.inputs()).extracting(LedgerInput::guest).containsExactly("ns/a");
  }

  /** What is followed is remembered: it must be short. */
  @Test
  void followedDocumentThatIsTooLong_isForgotten() throws MalformedException {
    Told told = new Told();
    KubevirtLog log = KubevirtLog.open(input(Path.of("f")), told, null);
    String part = "  " + "x".repeat(600_000);

    for (String line : List.of("kind: List", "a:", part, part, "--- # next", "kind: Pod")) {
      log.take(Line.of(new Location("f", 1), line.getBytes(StandardCharsets.UTF_8), LineForm.JSON));
    }

    assertThat(told.problems())
        .singleElement()
        .asString()
        .startsWith("f:1: the document is longer than 1048576 characters");
    assertThat(log.memory()).contains("kind: Pod").hasSizeLessThan(200);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("objects"), text);
  }

  private static Told read(Path file) {
    return Told.by(new KubevirtSource(input(file)));
  }

  private static SourceInput input(Path file) {
    return new SourceInput(
        file.toString(), file, null, null, Format.KUBEVIRT, 5, null, CounterWhilePaused.UNKNOWN);
  }
}
