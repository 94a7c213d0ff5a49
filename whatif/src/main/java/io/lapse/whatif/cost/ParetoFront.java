package io.lapse.whatif.cost;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The rows that no other row beats: none is at least as good on every axis and better on one. On
 * every axis, less is better. No axis counts for more than another, so without a cost function the
 * front is all that can be said.
 *
 * <p>What was recorded is no choice that is left, and is on no side.
 *
 * @param axes the figures compared; at least one, each once
 * @param front the rows that nobody beats, in the order of the rows; equal rows all stay
 * @param dominated the rows that one of the front beats
 * @param incomparable rows of which an axis is not known
 */
public record ParetoFront(
    List<Figure> axes, List<Row> front, List<Row> dominated, List<Row> incomparable) {

  /**
   * One axis for each way in which a policy can hurt: compensation fires {@link
   * Figure#MONOTONIC_TIMERS} at once, and nothing else does; injection makes {@link
   * Figure#REALTIME_STEPS} that applications see; a guest that nobody tells has a wrong clock, for
   * {@link Figure#NAIVE_WRONG_MS_S}; and DIE costs {@link Figure#KILLED} guests. What rises and
   * falls with one of them, as overruns with timers, would add no question, only rows.
   */
  public static final List<Figure> DEFAULT_AXES =
      List.of(
          Figure.MONOTONIC_TIMERS, Figure.REALTIME_STEPS, Figure.NAIVE_WRONG_MS_S, Figure.KILLED);

  public ParetoFront {
    axes = List.copyOf(axes);
    front = List.copyOf(front);
    dominated = List.copyOf(dominated);
    incomparable = List.copyOf(incomparable);
  }

  /**
   * Compares every row with every other.
   *
   * @throws IllegalArgumentException if there is no axis, or one twice
   */
  public static ParetoFront of(List<Row> rows, List<Figure> axes) {
    if (axes.isEmpty() || EnumSet.copyOf(axes).size() != axes.size()) {
      throw new IllegalArgumentException("axes must be some, each once: " + axes);
    }
    List<Row> choices =
        rows.stream().filter(row -> row.scenario().kind() != Scenario.Kind.RECORDED).toList();
    List<Row> comparable = choices.stream().filter(row -> isKnown(row.figures(), axes)).toList();
    List<Row> front = new ArrayList<>();
    List<Row> dominated = new ArrayList<>();
    for (Row row : comparable) {
      boolean beaten =
          comparable.stream().anyMatch(o -> dominates(o.figures(), row.figures(), axes));
      (beaten ? dominated : front).add(row);
    }
    List<Row> incomparable = choices.stream().filter(row -> !isKnown(row.figures(), axes)).toList();
    return new ParetoFront(axes, front, dominated, incomparable);
  }

  /**
   * Axes by their words, with commas between.
   *
   * @throws IllegalArgumentException if one is no figure, or stands twice; with what was expected
   */
  public static List<Figure> axes(String words) {
    List<Figure> axes = new ArrayList<>();
    for (String part : words.split(",", -1)) {
      String word = part.strip();
      Figure axis =
          Figure.of(word)
              .orElseThrow(() -> new IllegalArgumentException(FigureWords.unknown(word)));
      if (axes.contains(axis)) {
        throw new IllegalArgumentException(word + " is stated twice: expected each axis once");
      }
      axes.add(axis);
    }
    return axes;
  }

  private static boolean isKnown(Figures figures, List<Figure> axes) {
    return axes.stream().allMatch(axis -> figures.get(axis).isPresent());
  }

  /** Whether one is nowhere worse than the other, and somewhere better. */
  private static boolean dominates(Figures one, Figures other, List<Figure> axes) {
    boolean better = false;
    for (Figure axis : axes) {
      int compared = Long.compare(one.get(axis).getAsLong(), other.get(axis).getAsLong());
      if (compared > 0) {
        return false;
      }
      better |= compared < 0;
    }
    return better;
  }
}
