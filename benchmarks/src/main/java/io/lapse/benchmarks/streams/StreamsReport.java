package io.lapse.benchmarks.streams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** What the trials of one run came to, as a table and as JSON. */
final class StreamsReport {
  private final Map<Integer, Map<Case, List<Measured>>> byPartitions = new TreeMap<>();

  private final List<Figure> figures = new ArrayList<>();

  void add(Case program, int partitions, Measured measured) {
    byPartitions
        .computeIfAbsent(partitions, absent -> new EnumMap<>(Case.class))
        .computeIfAbsent(program, absent -> new ArrayList<>())
        .add(measured);
  }

  /** A figure beside the trials: of what, what, how much, in what. */
  private record Figure(String name, String metric, double value, String unit, String goal) {}

  /** Adds a figure that stands alone. */
  void add(String name, String metric, double value, String unit, String goal) {
    figures.add(new Figure(name, metric, value, unit, goal));
  }

  /** The median events/s of a program. */
  double eventsPerSecond(Case program, int partitions) {
    return median(partitions, program, Measured::eventsPerSecond);
  }

  /** The median client CPU of a program, in s per million events. */
  double clientCpu(Case program, int partitions) {
    return median(partitions, program, Measured::clientCpu);
  }

  private double median(int partitions, Case program, ToDoubleFunction<Measured> figure) {
    Map<Case, List<Measured>> programs = Objects.requireNonNull(byPartitions.get(partitions));
    List<Measured> rounds = Objects.requireNonNull(programs.get(program));
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** A table in Markdown; events are host events. */
  String table() {
    StringBuilder text = new StringBuilder();
    text.append("| program | partitions | events/s | least - most | of the count in memory |");
    text.append(" client CPU s / million | broker CPU s / million |\n");
    text.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    byPartitions.forEach(
        (partitions, programs) ->
            programs.forEach((program, rounds) -> text.append(row(program, partitions, rounds))));
    text.append("\n| | figure | value | goal |\n| --- | --- | ---: | ---: |\n");
    for (Figure figure : figures) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %,.2f %s | %s |%n",
              figure.name(),
              figure.metric(),
              figure.value(),
              figure.unit(),
              figure.goal()));
    }
    return text.toString();
  }

  private String row(Case program, int partitions, List<Measured> rounds) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %,.0f | %,.0f - %,.0f | %.3f | %.1f | %.1f |%n",
        program.title(),
        partitions,
        median(partitions, program, Measured::eventsPerSecond),
        rounds.stream().mapToDouble(Measured::eventsPerSecond).min().orElse(0),
        rounds.stream().mapToDouble(Measured::eventsPerSecond).max().orElse(0),
        ratio(program, partitions),
        median(partitions, program, Measured::clientCpu),
        median(partitions, program, Measured::brokerCpu));
  }

  private double ratio(Case program, int partitions) {
    return median(partitions, program, Measured::eventsPerSecond)
        / median(partitions, Case.COUNT_IN_MEMORY, Measured::eventsPerSecond);
  }

  /** A list of {@code {case, metric, value, unit, ratio_to, ratio}}. */
  ArrayNode json() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    byPartitions.forEach(
        (partitions, programs) ->
            programs
                .keySet()
                .forEach(
                    program -> {
                      String name = program.title() + ", " + partitions + " partitions";
                      String base =
                          Case.COUNT_IN_MEMORY.title() + ", " + partitions + " partitions";
                      ObjectNode speed = list.addObject();
                      figure(
                          speed,
                          name,
                          "host events",
                          median(partitions, program, Measured::eventsPerSecond),
                          "1/s");
                      speed.put("ratio_to", base);
                      speed.put("ratio", ratio(program, partitions));
                      cpu(list, name, "client CPU", partitions, program, Measured::clientCpu);
                      cpu(list, name, "broker CPU", partitions, program, Measured::brokerCpu);
                    }));
    for (Figure figure : figures) {
      ObjectNode row = list.addObject();
      figure(row, figure.name(), figure.metric(), figure.value(), figure.unit());
      row.putNull("ratio_to");
      row.putNull("ratio");
    }
    return list;
  }

  private void cpu(
      ArrayNode list,
      String name,
      String metric,
      int partitions,
      Case program,
      ToDoubleFunction<Measured> figure) {
    ObjectNode row = list.addObject();
    figure(row, name, metric, median(partitions, program, figure), "s per million host events");
    row.putNull("ratio_to");
    row.putNull("ratio");
  }

  private static void figure(
      ObjectNode row, String name, String metric, double value, String unit) {
    row.put("case", name);
    row.put("metric", metric);
    row.put("value", value);
    row.put("unit", unit);
  }
}
