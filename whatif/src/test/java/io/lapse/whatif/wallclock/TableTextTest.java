package io.lapse.whatif.wallclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lapse.guestkernel.discipline.trial.Knowledge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTextTest {
  private static final Curve.Point LAST = new Curve.Point(9_000, new Wrong(7, 8, true));

  /** Every case has its own figures. */
  private static List<String> lines() {
    List<String> lines = new ArrayList<>(List.of("# how it was made", TableText.COLUMNS));
    int number = 0;
    for (Case of : Case.all()) {
      lines.add(TableText.row(of, new Curve.Point(0, new Wrong(number, 0, false))));
      lines.add(TableText.row(of, LAST));
      number++;
    }
    return lines;
  }

  @Test
  void table_isReadAsItIsWritten() {
    WallClockTable table = TableText.parse("some.tsv", lines());

    int number = 0;
    for (Case of : Case.all()) {
      assertThat(table.after(0, of.compensated(), of.otherHardware(), of.knowledge()))
          .as("%s", of)
          .isEqualTo(new Wrong(number++, 0, false));
      assertThat(table.after(9_000, of.compensated(), of.otherHardware(), of.knowledge()))
          .isEqualTo(LAST.wrong());
    }
  }

  @Test
  void row_namesEachField() {
    assertThat(TableText.row(new Case(true, true, Knowledge.AWARE), LAST))
        .isEqualTo("true\tother\taware\t9000\t7\t8\ttrue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "true\tother\taware\t9000\t7\t8",
        "true\tother\taware\t9000\t7\t8\ttrue\t",
        "yes\tother\taware\t9000\t7\t8\ttrue",
        "true\tnew\taware\t9000\t7\t8\ttrue",
        "true\tother\tbored\t9000\t7\t8\ttrue",
        "true\tother\taware\t9 s\t7\t8\ttrue",
        "true\tother\taware\t9000\t-7\t8\ttrue"
      })
  void lineThatIsNoPoint_isNamed(String line) {
    List<String> lines = lines();
    lines.add(3, line);

    assertThatIllegalStateException()
        .isThrownBy(() -> TableText.parse("some.tsv", lines))
        .withMessage("some.tsv:4: no point: " + line);
  }

  @Test
  void caseWithoutPoints_isRefused() {
    List<String> lines = lines();
    lines.remove(lines.size() - 1);

    assertThatIllegalStateException()
        .isThrownBy(() -> TableText.parse("some.tsv", lines))
        .withMessageContaining("some.tsv");
  }
}
