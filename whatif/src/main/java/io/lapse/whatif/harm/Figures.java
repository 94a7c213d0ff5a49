package io.lapse.whatif.harm;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** One number for each {@link Figure}, as they add up. Mutable; not safe for several threads. */
public final class Figures {
  private static final Figure[] ALL = Figure.values();

  private static final long[] UNITS = Arrays.stream(ALL).mapToLong(Figure::unit).toArray();

  private final long[] values = new long[ALL.length];

  /** What is less than a unit. */
  private final long[] rests = new long[ALL.length];

  private final boolean[] absent = new boolean[ALL.length];

  /** Zero of each. */
  public Figures() {}

  /** Never stored: the arrays live as long as the enum. */
  @SuppressWarnings("EnumOrdinal")
  private static int at(Figure figure) {
    return figure.ordinal();
  }

  /** A copy. */
  public static Figures copyOf(Figures other) {
    Figures copy = new Figures();
    copy.add(other);
    return copy;
  }

  /**
   * Adds to a figure, or keeps the larger, as the figure has it. What is less than its unit is not
   * lost. A sum beyond 64 bits is left out from then on: the other figures still hold.
   *
   * @param value not negative, durations in ns; so a sum is left out in whatever order it comes
   *     together
   */
  public void add(Figure figure, long value) {
    add(figure, value / UNITS[at(figure)], value % UNITS[at(figure)]);
  }

  private void add(Figure figure, long whole, long rest) {
    int at = at(figure);
    if (absent[at]) {
      return;
    }
    if (figure.sum() == Figure.Sum.LARGEST) {
      values[at] = Math.max(values[at], whole);
      return;
    }
    rests[at] += rest;
    values[at] += whole + rests[at] / UNITS[at];
    rests[at] %= UNITS[at];
    if (values[at] < 0) {
      leaveOut(figure);
    }
  }

  /** Adds all figures of others; what is absent there is absent here from now on. */
  public void add(Figures others) {
    for (Figure figure : ALL) {
      int at = at(figure);
      if (others.absent[at]) {
        leaveOut(figure);
      } else if (others.values[at] != 0 || others.rests[at] != 0) {
        add(figure, others.values[at], others.rests[at]);
      }
    }
  }

  /** Says that nothing is known of a figure. */
  public void leaveOut(Figure figure) {
    values[at(figure)] = 0;
    rests[at(figure)] = 0;
    absent[at(figure)] = true;
  }

  /** A figure; empty where nothing is known of it. */
  public OptionalLong get(Figure figure) {
    int at = at(figure);
    return absent[at] ? OptionalLong.empty() : OptionalLong.of(values[at]);
  }

  /** A figure, 0 where nothing is known of it. */
  public long orZero(Figure figure) {
    return get(figure).orElse(0);
  }

  /** All that are known, in the order of {@link Figure}. */
  public Map<Figure, Long> known() {
    Map<Figure, Long> known = new EnumMap<>(Figure.class);
    for (Figure figure : ALL) {
      get(figure).ifPresent(value -> known.put(figure, value));
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Figures figures
        && Arrays.equals(values, figures.values)
        && Arrays.equals(rests, figures.rests)
        && Arrays.equals(absent, figures.absent);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return known().toString();
  }
}
