package io.lapse.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NeedsConditionTest {
  @Test
  void leaveOut_whatIsNotRequired_saysWhy() {
    Required required = new Required("small-disk,qemu");

    assertThat(NeedsCondition.leaveOut(required, "ThisIT", "docker", "no Docker daemon answers"))
        .returns(true, result -> result.isDisabled())
        .returns("no Docker daemon answers", result -> result.getReason().orElseThrow());
  }

  @Test
  void leaveOut_whatIsRequired_fails() {
    Required required = new Required("small-disk,docker");

    assertThatThrownBy(
            () -> NeedsCondition.leaveOut(required, "ThisIT", "docker", "no Docker daemon answers"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "ThisIT may not be left out, says LAPSE_REQUIRE=small-disk,docker:"
                + " no Docker daemon answers");
  }
}
