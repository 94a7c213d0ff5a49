package io.lapse.whatif.cost;

import io.lapse.whatif.sweep.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What rows cost.
 *
 * @param costed rows of which every weighted figure is known, in the order of the rows
 * @param unknown the others: of what was recorded, much is not known
 */
public record Costs(CostFunction function, List<CostedRow> costed, List<Row> unknown) {
  public Costs {
    costed = List.copyOf(costed);
    unknown = List.copyOf(unknown);
  }

  /** Prices each row. */
  public static Costs of(List<Row> rows, CostFunction function) {
    List<CostedRow> costed = new ArrayList<>();
    List<Row> unknown = new ArrayList<>();
    for (Row row : rows) {
      Optional<BigDecimal> cost = function.cost(row.figures());
      Optional<BigDecimal> ifCompensated = function.cost(row.ifCompensated());
      if (cost.isPresent() && ifCompensated.isPresent()) {
        costed.add(new CostedRow(row, cost.get(), ifCompensated.get()));
      } else {
        unknown.add(row);
      }
    }
    return new Costs(function, costed, unknown);
  }

  /** The rows that cost least, all of them, in the order of the rows; empty if none is costed. */
  public List<CostedRow> cheapest() {
    Optional<BigDecimal> least = costed.stream().map(CostedRow::cost).min(BigDecimal::compareTo);
    return least
        .map(cost -> costed.stream().filter(row -> row.cost().compareTo(cost) == 0).toList())
        .orElse(List.of());
  }
}
