package io.lapse.whatif.cost;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import java.util.List;
import java.util.Map;

/** Rows as a sweep makes them, with a few figures. */
final class Rows {
  private Rows() {}

  static Row threshold(long nanos, Map<Figure, Long> figures) {
    return row(new Scenario("default", Scenario.Kind.THRESHOLD, nanos), figures(figures));
  }

  static Row recorded(Map<Figure, Long> figures) {
    return row(new Scenario("default", Scenario.Kind.RECORDED, null), figures(figures));
  }

  static Row row(Scenario scenario, Figures figures) {
    return new Row(scenario, figures, figures, List.of(), List.of());
  }

  static Figures figures(Map<Figure, Long> values) {
    Figures figures = new Figures();
    values.forEach(figures::add);
    return figures;
  }
}
