package io.lapse.cli.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shipped for Prometheus, by Prometheus' own tool. */
@Needs(Machine.PROMETHEUS)
class RulesIT {
  @Test
  void rules_areRules() throws Exception {
    Promtool.Result checked = Promtool.run("check", "rules", "--lint=all", "lapse.yaml");

    assertThat(checked.printed()).containsPattern("SUCCESS: [0-9]+ rules found");
    assertThat(checked.exitCode()).as(checked.printed()).isZero();
  }

  /** Each alert fires when it should, is silent at the boundary, and ends. */
  @ParameterizedTest
  @ValueSource(strings = {"lapse_test.yaml", "lapse_days_test.yaml"})
  void alerts_fireWhenTheyShould(String tests) throws Exception {
    Promtool.Result tested = Promtool.run("test", "rules", tests);

    assertThat(tested.printed()).contains("SUCCESS").doesNotContain("FAILED");
    assertThat(tested.exitCode()).as(tested.printed()).isZero();
  }
}
