package io.lapse.whatif.wallclock;

import io.lapse.guestkernel.discipline.trial.Knowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table as text: lines that begin with # say how it was made, a line names the columns, the
 * others are one point each, by case and length.
 */
final class TableText {
  static final String COLUMNS =
      String.join(
          "\t",
          "compensated",
          "hardware",
          "knowledge",
          "tout_ns",
          "stale_ns",
          "wrong_ms_s",
          "endless");

  private static final String SAME = "same";
  private static final String OTHER = "other";
  private static final int FIELDS = 7;

  private TableText() {}

  /** A point, as a line. */
  static String row(Case of, Curve.Point point) {
    Wrong wrong = point.wrong();
    return String.join(
        "\t",
        Boolean.toString(of.compensated()),
        of.otherHardware() ? OTHER : SAME,
        of.knowledge().name().toLowerCase(Locale.ROOT),
        Long.toString(point.toutNanos()),
        Long.toString(wrong.staleNanos()),
        Long.toString(wrong.wrongMillisSeconds()),
        Boolean.toString(wrong.endless()));
  }

  /**
   * The table of a text.
   *
   * @param name of the text, for an error
   * @throws IllegalStateException if it is not as {@link #row} writes it: a table is part of the
   *     program
   */
  static WallClockTable parse(String name, List<String> lines) {
    List<List<Curve.Point>> points = new ArrayList<>();
    for (int i = 0; i < Case.COUNT; i++) {
      points.add(new ArrayList<>());
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("#") || line.equals(COLUMNS)) {
        continue;
      }
      try {
        read(line, points);
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(name + ":" + (i + 1) + ": no point: " + line, e);
      }
    }
    try {
      return new WallClockTable(points.stream().map(Curve::new).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(name + ": no table", e);
    }
  }

  private static void read(String line, List<List<Curve.Point>> points) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("fields must be " + FIELDS + ": " + fields.length);
    }
    boolean compensated = isTrue(fields[0], "true", "false");
    boolean otherHardware = isTrue(fields[1], OTHER, SAME);
    Knowledge knowledge = Knowledge.valueOf(fields[2].toUpperCase(Locale.ROOT));
    points
        .get(Case.at(compensated, otherHardware, knowledge))
        .add(
            new Curve.Point(
                Long.parseLong(fields[3]),
                new Wrong(
                    Long.parseLong(fields[4]),
                    Long.parseLong(fields[5]),
                    isTrue(fields[6], "true", "false"))));
  }

  private static boolean isTrue(String field, String yes, String no) {
    if (!field.equals(yes) && !field.equals(no)) {
      throw new IllegalArgumentException("must be " + yes + " or " + no + ": " + field);
    }
    return field.equals(yes);
  }
}
