package io.lapse.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lapse.cli.Cli;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.host.HostEvent;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.file.AvroEventWriter;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A name is what its owner chose, from the line that states it to the ledger that is read back. */
class UnicodeNamesTest {
  private static final long AT = 1_800_000_000_000_000_000L;

  @TempDir private Path folder;

  static Stream<String> names() {
    return Stream.of(
        "vm-1",
        "größe",
        "🕰️👩‍👩‍👧‍👦",
        "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
        "\u202Eabc\u202C",
        "e\u0301\u0323",
        "\u00E9\u0323",
        "quo\"te\\back/slash",
        "two\nlines\r\n\tand a tab",
        "nul\u0000nul",
        "\u2028\u2029\u0085\uFEFF",
        "\uFFFD\uFFFF",
        "\uD800\uDC00\uDBFF\uDFFF",
        "a,b=c;d:e|f@1/2+3",
        " ",
        "漢".repeat(300));
  }

  @ParameterizedTest
  @MethodSource("names")
  void name_survives_fromTheLineToTheLedger(String name) throws IOException {
    Path lines = outage(name);

    Cli.Result result = replay("jsonl", lines);

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("2 events: 2 accepted");
    Entry entry = entry("jsonl");
    assertThat(entry.guest()).isEqualTo(name);
    assertThat(entry.sourceHost()).isEqualTo("from " + name);
    assertThat(entry.destinationHost()).isEqualTo("to " + name);
    assertThat(entry.outageId()).startsWith(name + "/");
    assertThat(Cli.run("verify-ledger", folder.resolve("jsonl/ledger.jsonl")).exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("names")
  void name_survivesTheWireAndAnAvroFile(String name) throws IOException {
    Path lines = outage(name);
    List<LedgerInput> events =
        Recordings.read(Manifest.ofArguments(List.of("format=jsonl,path=" + lines))).inputs();
    Path records = folder.resolve("events.avro");
    Serde<HostEvent> serde = Topics.standard().hostEvents().valueSerde();
    try (AvroEventWriter writer = AvroEventWriter.create(records)) {
      for (LedgerInput event : events) {
        byte[] bytes = serde.serializer().serialize("t", (HostEvent) event);
        HostEvent back = serde.deserializer().deserialize("t", bytes);
        assertThat(back).isEqualTo(event);
        assertThat(back.id()).isEqualTo(event.id());
        writer.append(back);
      }
    }

    replay("jsonl", lines);
    replay("avro", records);

    assertThat(folder.resolve("avro/ledger.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("jsonl/ledger.jsonl"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void table_keepsToItsLines_whateverTheName(String name) throws IOException {
    Cli.Result result = Cli.run("replay", "--input", "format=jsonl,path=" + outage(name));

    // Heading, rule, outage, violations.
    assertThat(result.out().lines()).hasSize(4);
    assertThat(result.out()).doesNotContain("\u0000").doesNotContain("\u202E");
  }

  @Test
  void namesThatLookAlike_areTwoGuests() throws IOException {
    Path decomposed = Files.move(outage("e\u0301"), folder.resolve("other.jsonl"));
    Path composed = outage("\u00E9");

    Cli.Result result =
        Cli.run(
            "replay",
            "--json",
            "--input",
            "format=jsonl,path=" + composed,
            "--input",
            "format=jsonl,path=" + decomposed);

    assertThat(result.out().lines().map(line -> EntryJson.read(line).guest()))
        .containsExactly("e\u0301", "\u00E9");
  }

  private Path outage(String name) throws IOException {
    return Files.write(
        folder.resolve("events.jsonl"),
        List.of(
            line("stopped", name, "from " + name, AT),
            line("restarted", name, "to " + name, AT + 2_000_000_000L)));
  }

  private static String line(String kind, String guest, String host, long at) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", kind)
        .put("guest", guest)
        .put("host", host)
        .put("tai_ns", at)
        .put("migration_id", guest)
        .toString();
  }

  private Cli.Result replay(String format, Path file) {
    return Cli.run(
        "replay", "--input", "format=" + format + ",path=" + file, "--out", folder.resolve(format));
  }

  private Entry entry(String format) throws IOException {
    List<String> lines =
        Files.readString(folder.resolve(format).resolve("ledger.jsonl")).lines().toList();
    assertThat(lines).hasSize(1);
    return EntryJson.read(lines.get(0));
  }
}
