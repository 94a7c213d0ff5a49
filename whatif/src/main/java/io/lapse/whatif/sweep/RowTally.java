package io.lapse.whatif.sweep;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adds up what a scenario comes to. */
final class RowTally {
  private static final int BURSTS = 64;
  private static final int DECADES = 19;

  private final Scenario scenario;
  private final Figures figures = new Figures();
  private final Figures ifCompensated = new Figures();
  private final long[] bursts = new long[BURSTS];
  private final long[] steps = new long[DECADES];

  RowTally(Scenario scenario) {
    this.scenario = scenario;
  }

  Scenario scenario() {
    return scenario;
  }

  /** One outage whose future is certain. */
  void add(Figures certain) {
    add(certain, certain);
  }

  /**
   * One outage.
   *
   * @param asRuled if it is not compensated where that is undecided
   * @param otherwise if it is
   */
  void add(Figures asRuled, Figures otherwise) {
    figures.add(asRuled);
    ifCompensated.add(otherwise);
    if (asRuled.orZero(Figure.KILLED) == 0) {
      bursts[Long.SIZE - Long.numberOfLeadingZeros(asRuled.orZero(Figure.BURST_MAX))]++;
    }
    long step = asRuled.orZero(Figure.REALTIME_STEP_MAX_NS);
    if (step > 0) {
      steps[decade(step)]++;
    }
  }

  /** One more whose interval straddles the threshold. */
  void undecided() {
    figures.add(Figure.UNDECIDED, 1);
    ifCompensated.add(Figure.UNDECIDED, 1);
  }

  private static int decade(long nanos) {
    int decade = 0;
    for (long rest = nanos; rest >= 10; rest /= 10) {
      decade++;
    }
    return decade;
  }

  void merge(RowTally other) {
    figures.add(other.figures);
    ifCompensated.add(other.ifCompensated);
    for (int i = 0; i < BURSTS; i++) {
      bursts[i] += other.bursts[i];
    }
    for (int i = 0; i < DECADES; i++) {
      steps[i] += other.steps[i];
    }
  }

  Row row() {
    return new Row(
        scenario,
        Figures.copyOf(figures),
        Figures.copyOf(ifCompensated),
        trimmed(bursts),
        trimmed(steps));
  }

  /** Without the zeros at its end. */
  private static List<Long> trimmed(long[] counts) {
    List<Long> list = new ArrayList<>(Arrays.stream(counts).boxed().toList());
    while (!list.isEmpty() && list.get(list.size() - 1) == 0) {
      list.remove(list.size() - 1);
    }
    return list;
  }
}
