package io.lapse.streamsapp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedLabelTest {
  private final BoundedLabel label = new BoundedLabel(2);

  @Test
  void valuesBeyondTheLimit_shareOne() {
    assertThat(label.of("a")).isEqualTo("a");
    assertThat(label.of("b")).isEqualTo("b");
    assertThat(label.of("c")).isEqualTo("other");
    assertThat(label.of("a")).isEqualTo("a");
  }

  @Test
  void noValue_isUnknown_andTakesNoPlace() {
    assertThat(label.of(null)).isEqualTo("unknown");
    assertThat(label.of("")).isEqualTo("unknown");
    assertThat(label.of("a")).isEqualTo("a");
    assertThat(label.of("b")).isEqualTo("b");
  }
}
