package io.lapse.whatif.cost;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the figures of a scenario cost its user: weight times figure, summed. Lapse has none of its
 * own.
 *
 * <p>A figure may be a {@link Figure.Role#FACT}: who weighs it says that each one costs something.
 *
 * @param name what the user calls it
 * @param weights what one of each figure costs, in the user's own unit; at least one, all above 0
 */
public record CostFunction(String name, Map<Figure, BigDecimal> weights) {
  public CostFunction {
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("weights must not be empty");
    }
    weights.forEach(
        (figure, weight) -> {
          if (weight.signum() <= 0) {
            throw new IllegalArgumentException(
                "weight must be above 0: " + figure.word() + " " + weight);
          }
        });
    weights = Collections.unmodifiableMap(new EnumMap<>(weights));
  }

  /**
   * Reads {@code {"name": "...", "weights": {"timers": 1, "naive_wrong_ms_s": 0.001}}}; a weight of
   * 0 is as good as none.
   *
   * @throws MalformedCostException if it is none, with the line, what was found and what was
   *     expected
   */
  public static CostFunction parse(String jsonText) throws MalformedCostException {
    return CostReader.read(jsonText);
  }

  /** What figures cost, exactly; empty if one with a weight is not known, for it is not 0. */
  public Optional<BigDecimal> cost(Figures figures) {
    BigDecimal cost = BigDecimal.ZERO;
    for (Map.Entry<Figure, BigDecimal> weight : weights.entrySet()) {
      OptionalLong figure = figures.get(weight.getKey());
      if (figure.isEmpty()) {
        return Optional.empty();
      }
      cost = cost.add(weight.getValue().multiply(BigDecimal.valueOf(figure.getAsLong())));
    }
    return Optional.of(cost);
  }

  /** The weighted figures that are neither good nor bad in themselves: a report should say so. */
  public List<Figure> facts() {
    return weights.keySet().stream().filter(figure -> figure.role() == Figure.Role.FACT).toList();
  }
}
