package io.lapse.cli.emulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code lapse emulate} prints, against what real kernels did. */
class ConformanceTest {
  private static final int CASES_MIN = 33;

  static List<RecordedCase> cases() {
    return RecordedCase.all();
  }

  @Test
  void cases_areThere() {
    assertThat(RecordedCase.bundled()).hasSizeGreaterThanOrEqualTo(CASES_MIN);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void emulation_doesWhatTheRealKernelDid(RecordedCase recorded) {
    List<JsonNode> operations = recorded.emulated();
    assertThat(operations).hasSameSizeAs(recorded.scenario().get("operations"));
    Map<Integer, JsonNode> observedAfter = new HashMap<>();
    recorded.observed().forEach(one -> observedAfter.put(one.get("operation").intValue(), one));
    assertThat(observedAfter).isNotEmpty().hasSameSizeAs(recorded.observed());

    Tally tally = new Tally(recorded.scenario());
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i).get("effects").forEach(tally::add);
      JsonNode observed = observedAfter.remove(i);
      if (observed != null) {
        String after = "operation " + i + ": ";
        Comparison.differences(recorded.scenario().get("start"), observed, operations.get(i), tally)
            .forEach(difference -> differences.add(after + difference));
      }
    }

    assertThat(observedAfter).as("observations of operations that there are not").isEmpty();
    assertThat(differences).isEmpty();
  }
}
