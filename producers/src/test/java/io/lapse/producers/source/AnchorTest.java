package io.lapse.producers.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.time.TaiInstant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the stamps of a file count from is a matter of its entry. */
class AnchorTest {
  private static final String ENTRY =
      "\"host\":\"h\",\"guest\":\"g\",\"path\":\"p\",\"clock_error_ns\":1,";

  @TempDir Path folder;

  @Test
  void load_readsTheAnchor() throws IOException {
    Manifest manifest =
        load("\"format\":\"cloud_hypervisor\",\"anchor_tai_ns\":1795,\"anchor_error_ns\":7");

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.inputs())
        .extracting(SourceInput::anchor)
        .containsExactly(new Anchor(new TaiInstant(1795), 7));
  }

  @Test
  void ofArguments_readsTheAnchor() {
    Manifest manifest =
        Manifest.ofArguments(
            List.of(
                "host=h,guest=g,format=cloud_hypervisor,path=p,clock_error_ns=1,"
                    + "anchor_tai_ns=1795,anchor_error_ns=7"));

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.inputs())
        .extracting(SourceInput::anchor)
        .containsExactly(new Anchor(new TaiInstant(1795), 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "anchor_error_ns":7                        | anchor_tai_ns is missing: expected the host's TAI in ns when the VMM started
          "anchor_tai_ns":null                       | anchor_tai_ns is missing: expected the host's TAI in ns when the VMM started
          "anchor_tai_ns":"now"                      | anchor_tai_ns must be a whole number within 64 bits: "now"
          "anchor_tai_ns":9223372036854775808        | anchor_tai_ns must be a whole number within 64 bits: 9223372036854775808
          "anchor_tai_ns":1795,"anchor_error_ns":-1  | anchor_error_ns must be 0 or more: -1
          """)
  void load_refusesAnEntry_withoutAnAnchorThatHolds(String keys, String message)
      throws IOException {
    Manifest manifest = load("\"format\":\"cloud_hypervisor\"," + keys);

    assertThat(manifest.inputs()).isEmpty();
    assertThat(manifest.problems())
        .singleElement()
        .hasToString(folder.resolve("manifest.json") + ":1: inputs[0]." + message);
  }

  @Test
  void load_warnsOfAnAnchor_thatNobodyBounds() throws IOException {
    Manifest manifest = load("\"format\":\"cloud_hypervisor\",\"anchor_tai_ns\":1795");

    assertThat(manifest.inputs())
        .extracting(SourceInput::anchor)
        .containsExactly(new Anchor(new TaiInstant(1795), 0));
    assertThat(manifest.problems())
        .singleElement()
        .hasToString(
            folder.resolve("manifest.json")
                + ":1: warning: inputs[0].anchor_error_ns is missing: anchor_tai_ns is taken to be"
                + " exact");
  }

  @ParameterizedTest
  @CsvSource({"qmp", "jsonl", "avro", "vmware", "timer_list", "profile", "chrony", "adjtimex"})
  void load_warnsOfAnAnchor_thatHasNoEffect(String format) throws IOException {
    Manifest manifest =
        load("\"format\":\"" + format + "\",\"anchor_tai_ns\":1795,\"anchor_error_ns\":7");

    String why =
        " has no effect with format " + format + ": its stamps do not count from an anchor";
    assertThat(manifest.inputs()).extracting(SourceInput::anchor).containsOnlyNulls();
    assertThat(manifest.problems())
        .extracting(Problem::message)
        .contains("inputs[0].anchor_tai_ns" + why, "inputs[0].anchor_error_ns" + why);
  }

  private Manifest load(String keys) throws IOException {
    String text = "{\"inputs\": [{" + ENTRY + keys + "}]}";
    return Manifest.load(Files.writeString(folder.resolve("manifest.json"), text));
  }
}
