package io.lapse.cli.emulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A case's real figures beside the emulated ones, each by its last observation. */
final class BesideTheRealKernel {
  static final List<String> CLOCKS =
      List.of("monotonic", "realtime", "boottime", "tai", "monotonic_raw");

  private final RecordedCase recorded;
  private final Tally tally;
  private final Map<String, String> clocks = new HashMap<>();
  private final Map<String, String> cells = new HashMap<>();

  private BesideTheRealKernel(RecordedCase recorded) {
    this.recorded = recorded;
    tally = new Tally(recorded.scenario());
  }

  static BesideTheRealKernel of(RecordedCase recorded) {
    BesideTheRealKernel beside = new BesideTheRealKernel(recorded);
    Map<Integer, JsonNode> observedAfter = new HashMap<>();
    recorded.observed().forEach(one -> observedAfter.put(one.get("operation").intValue(), one));
    List<JsonNode> operations = recorded.emulated();
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i).get("effects").forEach(beside.tally::add);
      if (observedAfter.containsKey(i)) {
        beside.take(observedAfter.get(i), operations.get(i));
      }
    }
    return beside;
  }

  private void take(JsonNode observed, JsonNode operation) {
    if (observed.has("clocks_advance_ns")) {
      clocks(observed.get("clocks_advance_ns"), operation);
    }
    if (observed.has("ntp")) {
      ntp(observed.get("ntp"), operation.get("ntp"));
    }
    ids(observed, "fired_ids", tally.fired());
    ids(observed, "cancelled_ids", tally.cancelled());
    if (observed.has("periodic_ticks")) {
      periodic(observed.get("periodic_ticks"));
    }
    if (observed.has("warnings") || observed.has("warnings_absent")) {
      warnings(observed.path("warnings"));
    }
  }

  private void clocks(JsonNode real, JsonNode operation) {
    JsonNode start = recorded.scenario().get("start");
    for (String clock : CLOCKS) {
      if (real.has(clock)) {
        long nanos = real.get(clock).longValue();
        long emulated =
            operation.get("clocks").get(clock + "_ns").longValue()
                - Comparison.startNanos(start, clock);
        long tolerance = real.get("tolerance_ns").get(clock).longValue();
        clocks.put(clock, "%d %+d (%d)".formatted(nanos, emulated - nanos, tolerance));
      }
    }
  }

  private void ntp(JsonNode real, JsonNode emulated) {
    Map<String, String> differing = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : real.properties()) {
      String name = field.getKey();
      if (emulated.has(name) && emulated.get(name).longValue() != real.get(name).longValue()) {
        differing.put(name, name + " " + emulated.get(name));
      }
    }
    cells.put(
        "ntp real",
        "%d %d %d %d %d"
            .formatted(
                real.get("status").longValue(),
                real.get("maxerror").longValue(),
                real.get("offset").longValue(),
                real.get("freq").longValue(),
                real.get("return").longValue()));
    cells.put(
        "ntp emulated", differing.isEmpty() ? "equal" : String.join(", ", differing.values()));
  }

  /** Those that are optional do not count. */
  private void ids(JsonNode observed, String kind, Set<String> emulated) {
    if (observed.has(kind)) {
      Set<String> optional = new TreeSet<>();
      observed.path(kind + "_optional").forEach(id -> optional.add(id.textValue()));
      long real = 0;
      for (JsonNode id : observed.get(kind)) {
        real += optional.contains(id.textValue()) ? 0 : 1;
      }
      long ours = emulated.stream().filter(id -> !optional.contains(id)).count();
      cells.put(kind, real + " / " + ours);
    }
  }

  private void periodic(JsonNode real) {
    long ticks = 0;
    long ours = 0;
    for (Map.Entry<String, JsonNode> field : real.properties()) {
      String id = field.getKey();
      ticks += real.get(id).get("ticks").longValue();
      ours += tally.expirations(id);
    }
    cells.put("periodic", ticks + " / " + ours);
  }

  private void warnings(JsonNode real) {
    List<String> theirs = new ArrayList<>();
    real.forEach(warning -> theirs.add(shown(warning.get("kind"), warning)));
    List<String> ours = new ArrayList<>();
    tally.warnings().forEach(warning -> ours.add(shown(warning.get("warning"), warning)));
    cells.put(
        "warnings",
        theirs.isEmpty() && ours.isEmpty()
            ? "none"
            : String.join(", ", theirs) + " / " + String.join(", ", ours));
  }

  private static String shown(JsonNode kind, JsonNode warning) {
    StringBuilder text = new StringBuilder(kind.textValue());
    for (String field : List.of("seconds", "cs_nsec", "wd_nsec")) {
      if (warning.has(field)) {
        text.append(' ').append(warning.get(field));
      }
    }
    return text.toString();
  }

  /** A row of the table of clocks. */
  String clocksRow() {
    List<String> row = new ArrayList<>(List.of(recorded.name()));
    CLOCKS.forEach(clock -> row.add(clocks.getOrDefault(clock, "")));
    return row(row);
  }

  /** A row of the table of everything else. */
  String timersRow() {
    List<String> row = new ArrayList<>(List.of(recorded.name()));
    for (String cell :
        List.of("fired_ids", "cancelled_ids", "periodic", "ntp real", "ntp emulated", "warnings")) {
      row.add(cells.getOrDefault(cell, ""));
    }
    return row(row);
  }

  static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
