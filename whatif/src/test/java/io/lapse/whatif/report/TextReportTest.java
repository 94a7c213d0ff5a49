package io.lapse.whatif.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportTest {
  @Test
  void render_plain_tableOfThresholds() {
    List<String> lines = TextReport.render(Reports.plain(), 100).lines().toList();

    assertThat(lines.get(0)).matches("[0-9,]+ outages of 40 guests from 2026-01-.* UTC to 2026-.*");
    assertThat(lines)
        .anyMatch(line -> line.matches("scenario +compensated +undecided +timers +burst_max .*"))
        .anyMatch(line -> line.matches(" {2}recorded +[0-9,]+ +.*"))
        .anyMatch(line -> line.matches("\\* T = 1 ms +[0-9,]+ +[0-9,]+ .*"))
        .contains("Policies 'default':");
  }

  @Test
  void render_aPart_saysSoFirst() {
    String text = TextReport.render(Reports.hostile(), 100);

    assertThat(text).startsWith("PARTIAL: this answer is about a part of the history only.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 40, 60, 80, 120, 200})
  void render_anyWidth_noLineIsLongerButForLongWords(int columns) {
    String text = TextReport.render(Reports.plain(), columns);

    assertThat(text.lines())
        .allMatch(line -> line.codePointCount(0, line.length()) <= Math.max(40, columns));
  }

  @Test
  void render_controlCharactersInNames_steerNoTerminal() {
    Report report = Renamed.policies(Reports.plain(), "a\u001b[2J\u0007b");

    String text = TextReport.render(report, 80);

    assertThat(text).contains("Policies 'a\ufffd[2J\ufffdb':").doesNotContain("\u001b");
  }

  @Test
  void render_noOutage_saysThatThereIsNothingToWeigh() {
    String text = TextReport.render(Reports.empty(), 200);

    assertThat(text)
        .contains("The history holds no outage with both a stop and a restart")
        .contains("All events were in memory.");
  }

  @Test
  void render_costFunction_namesTheCheapest() {
    String text = TextReport.render(Reports.hostile(), 1_000);

    assertThat(text)
        .contains("By the cost function '" + Reports.HOSTILE.get(0) + "', the least cost is ")
        .containsPattern("\\* T = 0 +[0-9.,]+ < ");
  }
}
