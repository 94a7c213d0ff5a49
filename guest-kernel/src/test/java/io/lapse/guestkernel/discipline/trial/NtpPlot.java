package io.lapse.guestkernel.discipline.trial;

import static io.lapse.guestkernel.discipline.trial.Trials.HOUR;
import static io.lapse.guestkernel.discipline.trial.Trials.MILLI;
import static io.lapse.guestkernel.discipline.trial.Trials.SECOND;

import io.lapse.guestkernel.discipline.trial.Svg.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The plots of {@code docs/concepts/ntp.md}. */
final class NtpPlot {
  private static final String STYLE =
      """
      text { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328; }
      .paper { fill: #ffffff; }
      .title { font-size: 17px; font-weight: 600; }
      .head { font-size: 14px; font-weight: 600; text-anchor: middle; }
      .name { font-size: 13px; }
      .axis { font-size: 13px; text-anchor: middle; }
      .x { font-size: 12px; text-anchor: middle; }
      .y { font-size: 12px; text-anchor: end; }
      .note { font-size: 12px; }
      .frame { fill: none; stroke: #8c959f; }
      .grid { fill: none; stroke: #e4e7eb; }
      .limit { fill: none; stroke: #59636e; stroke-dasharray: 2 4; }
      .naive, .kernel, .aware, .woken { fill: none; stroke-linejoin: round; stroke-linecap: round; }
      .naive { stroke: #cf222e; stroke-width: 4; }
      .kernel { stroke: #9a6700; stroke-width: 2; stroke-dasharray: 8 5; }
      .aware { stroke: #0969da; stroke-width: 3; }
      .woken { stroke: #1a7f37; stroke-width: 2; stroke-dasharray: 1 5; }
      .naive-dot { fill: #cf222e; }
      .kernel-dot { fill: #9a6700; }
      .aware-dot { fill: #0969da; }
      .woken-dot { fill: #1a7f37; }
      @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; }
        .paper { fill: #0d1117; }
        .frame { stroke: #6e7681; }
        .grid { stroke: #21262d; }
        .limit { stroke: #9198a1; }
        .naive { stroke: #ff7b72; }
        .kernel { stroke: #e3b341; }
        .aware { stroke: #79c0ff; }
        .woken { stroke: #56d364; }
        .naive-dot { fill: #ff7b72; }
        .kernel-dot { fill: #e3b341; }
        .aware-dot { fill: #79c0ff; }
        .woken-dot { fill: #56d364; }
      }
      """;

  private static final long WIDTH = 10_800;
  private static final long LEFT = 900;
  private static final long PANEL_WIDTH = 3_000;
  private static final long PANEL_STEP = 3_250;
  private static final long TOP = 1_150;

  private static final Map<Knowledge, String> LEGEND = legend();

  private final Svg svg;

  private NtpPlot(long height, String title) {
    svg = new Svg(WIDTH, height, title, STYLE);
    svg.text("title", new Point(LEFT, 340), title);
    long x = LEFT;
    for (Map.Entry<Knowledge, String> entry : LEGEND.entrySet()) {
      String world = NtpTables.world(entry.getKey());
      svg.line(world, new Point(x, 620), new Point(x + 340, 620));
      svg.text("name", new Point(x + 430, 665), world + ": " + entry.getValue());
      x += 2_450;
    }
  }

  private static Map<Knowledge, String> legend() {
    Map<Knowledge, String> legend = new LinkedHashMap<>();
    legend.put(Knowledge.NONE, "nobody is told");
    legend.put(Knowledge.KERNEL, "it injects, clears NTP");
    legend.put(Knowledge.AWARE, "the daemon too");
    legend.put(Knowledge.WOKEN, "and wakes at once");
    return legend;
  }

  /** A panel's axes. */
  private record Axes(LogAxis x, LogAxis y) {
    Point at(long x, long y) {
      return new Point(this.x.at(x), this.y.at(y));
    }
  }

  private Axes panel(
      int column, long top, long height, Map<Long, String> xs, Map<Long, String> ys, String head) {
    long left = LEFT + column * PANEL_STEP;
    TreeMap<Long, String> sortedX = new TreeMap<>(xs);
    TreeMap<Long, String> sortedY = new TreeMap<>(ys);
    LogAxis x = new LogAxis(sortedX.firstKey(), sortedX.lastKey(), left, left + PANEL_WIDTH);
    LogAxis y = new LogAxis(sortedY.firstKey(), sortedY.lastKey(), top + height, top);
    sortedX.forEach(
        (value, label) -> {
          svg.line("grid", new Point(x.at(value), top), new Point(x.at(value), top + height));
          svg.text("x", new Point(x.at(value), top + height + 190), label);
        });
    sortedY.forEach(
        (value, label) -> {
          svg.line(
              "grid", new Point(left, y.at(value)), new Point(left + PANEL_WIDTH, y.at(value)));
          if (column == 0) {
            svg.text("y", new Point(left - 70, y.at(value) + 45), label);
          }
        });
    svg.rectangle("frame", left, top, PANEL_WIDTH, height);
    svg.text("head", new Point(left + PANEL_WIDTH / 2, top - 90), head);
    return new Axes(x, y);
  }

  /** The wrong-time integral over the length of the outage. */
  static String integral(NtpFigures figures) {
    NtpPlot plot =
        new NtpPlot(8_000, "How wrong a guest's clock is after an outage, by its NTP daemon");
    long height = 2_700;
    Map<Long, String> xs = new LinkedHashMap<>();
    xs.put(30 * MILLI, "");
    xs.put(100 * MILLI, "0.1 s");
    xs.put(SECOND, "1 s");
    xs.put(10 * SECOND, "10 s");
    xs.put(100 * SECOND, "100 s");
    xs.put(1_000 * SECOND, "1,000 s");
    xs.put(6_000 * SECOND, "");
    Map<Long, String> ys = new LinkedHashMap<>();
    ys.put(100 * MILLI, "0.1");
    ys.put(10 * SECOND, "10");
    ys.put(1_000 * SECOND, "10³");
    ys.put(100_000 * SECOND, "10⁵");
    ys.put(10_000_000 * SECOND, "10⁷");
    ys.put(1_000_000_000 * SECOND, "10⁹");
    for (boolean compensated : new boolean[] {false, true}) {
      long top = TOP + (compensated ? height + 650 : 0);
      int column = 0;
      for (String program : NtpFigures.PROGRAMS.keySet()) {
        String head = program + (compensated ? ", compensated" : ", lost");
        Axes axes = plot.panel(column++, top, height, xs, ys, head);
        for (Knowledge knowledge : Knowledge.values()) {
          plot.curve(axes, figures, program, compensated, knowledge);
        }
      }
    }
    plot.svg.upright(
        "axis", new Point(300, TOP + height + 325), "wrong-time integral over 14 h, s·s");
    plot.svg.text(
        "axis", new Point(LEFT + PANEL_STEP + PANEL_WIDTH / 2, 7_700), "length of the outage");
    return plot.svg.written();
  }

  private void curve(
      Axes axes, NtpFigures figures, String program, boolean compensated, Knowledge knowledge) {
    List<Point> points = new ArrayList<>();
    for (long nanos : NtpFigures.MORE_OUTAGES) {
      Outcome outcome = figures.worst(program, compensated, nanos, knowledge).outcome();
      points.add(axes.at(nanos, outcome.wrongNanosSeconds()));
    }
    String world = NtpTables.world(knowledge);
    svg.path(world, points);
    points.forEach(point -> svg.circle(world + "-dot", point, 35));
  }

  /** The error over the time since the restart. */
  static String error() {
    NtpPlot plot = new NtpPlot(4_750, "The clock's error after 10 s were lost, right after a poll");
    long height = 2_900;
    Map<Long, String> xs = new LinkedHashMap<>();
    xs.put(10 * MILLI, "10 ms");
    xs.put(SECOND, "1 s");
    xs.put(60 * SECOND, "1 min");
    xs.put(HOUR, "1 h");
    xs.put(14 * HOUR, "");
    Map<Long, String> ys = new LinkedHashMap<>();
    ys.put(10_000L, "10 µs");
    ys.put(100_000L, "0.1 ms");
    ys.put(MILLI, "1 ms");
    ys.put(10 * MILLI, "10 ms");
    ys.put(100 * MILLI, "0.1 s");
    ys.put(SECOND, "1 s");
    ys.put(10 * SECOND, "10 s");
    ys.put(30 * SECOND, "");
    int column = 0;
    for (Map.Entry<String, Program> program : NtpFigures.PROGRAMS.entrySet()) {
      Axes axes = plot.panel(column++, TOP, height, xs, ys, program.getKey());
      Trial trial = NtpFigures.settled(program.getValue());
      for (Knowledge knowledge : Knowledge.values()) {
        plot.svg.path(NtpTables.world(knowledge), errors(trial, knowledge, axes));
      }
      long tolerance = NtpFigures.WATCH.toleranceNanos();
      plot.svg.line("limit", axes.at(10 * MILLI, tolerance), axes.at(14 * HOUR, tolerance));
    }
    plot.svg.upright("axis", new Point(300, TOP + height / 2), "error, either sign");
    plot.svg.text(
        "axis",
        new Point(LEFT + PANEL_STEP + PANEL_WIDTH / 2, TOP + height + 550),
        "time since the restart");
    return plot.svg.written();
  }

  /** The largest error at each pixel. */
  private static List<Point> errors(Trial trial, Knowledge knowledge, Axes axes) {
    TreeMap<Long, Long> largest = new TreeMap<>();
    Outage outage =
        NtpFigures.outage(
            false,
            NtpFigures.SUMMARY_NANOS,
            NtpFigures.Hardware.OTHER,
            Moment.AFTER_REPLY,
            knowledge);
    trial.run(
        outage,
        NtpFigures.WATCH,
        (at, error, ntp) -> {
          long x = axes.x().at(at);
          largest.merge(x - x % 10, Math.abs(error), Math::max);
        });
    return largest.entrySet().stream()
        .map(entry -> new Point(entry.getKey(), axes.y().at(entry.getValue())))
        .toList();
  }
}
