package io.lapse.streamsapp.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayNameTest {
  @Test
  void name_tellsApplicationAndTopicsFromTheLiveOnes() {
    ReplayName name = new ReplayName("t100");

    assertThat(name.applicationId("lapse-ledger")).isEqualTo("lapse-ledger-replay-t100");
    assertThat(name.prefix("lapse.")).isEqualTo("lapse.replay-t100.");
  }

  @Test
  void nameAfterTheStart_isLegal() {
    ReplayName name = ReplayName.startedAt(Instant.parse("2026-11-29T11:15:00.042Z"));

    assertThat(name.text()).isEqualTo("20261129T111500042Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a.b", "ä", "a\n", "*"})
  void whatNoTopicMayHave_isRefused(String text) {
    assertThatThrownBy(() -> new ReplayName(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 1 to 64 letters, digits, - and _");
  }

  @Test
  void longName_isRefused() {
    assertThatThrownBy(() -> new ReplayName("a".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
