package io.lapse.whatif.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.whatif.harm.Figure;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FigureGroupTest {
  @Test
  void figures_ofAllGroups_areAllFiguresOnce() {
    var grouped = Arrays.stream(FigureGroup.values()).flatMap(group -> group.figures().stream());

    assertThat(grouped).containsExactlyInAnyOrder(Figure.values());
  }
}
