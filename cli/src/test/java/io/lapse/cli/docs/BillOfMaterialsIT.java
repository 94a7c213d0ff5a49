package io.lapse.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The bill of materials, which the build of the root has written before. */
class BillOfMaterialsIT {
  private static final Path BILL = Path.of("../target/bom.json");

  @Test
  void bill_namesWhatRuns_andNothingThatOnlyTests() throws Exception {
    assumeTrue(Files.exists(BILL), "built whole, not quickly");

    JsonNode bill = new ObjectMapper().readTree(BILL.toFile());

    Set<String> names = new TreeSet<>();
    for (JsonNode component : bill.get("components")) {
      assertThat(component.get("version").asText()).as(component.toString()).isNotEmpty();
      names.add(component.get("name").asText());
    }
    assertThat(bill.get("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(names)
        .contains("kafka-streams", "kafka-clients", "avro", "lapse-ledger", "lapse-streams-app")
        .doesNotContain("assertj-core", "jqwik", "junit-jupiter");
  }
}
