package io.lapse.cli.emulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** One observation of a real guest against the emulated one. */
final class Comparison {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final JsonNode start;
  private final JsonNode observed;
  private final JsonNode operation;
  private final Tally tally;
  private final List<String> differences = new ArrayList<>();

  private Comparison(JsonNode start, JsonNode observed, JsonNode operation, Tally tally) {
    this.start = start;
    this.observed = observed;
    this.operation = operation;
    this.tally = tally;
  }

  /**
   * Everything in which the two differ by more than the stated tolerance; a kind of observation
   * that is not known here is a difference too.
   *
   * @param operation what the emulator printed for the operation
   * @param tally of all effects up to and with that operation
   */
  static List<String> differences(
      JsonNode start, JsonNode observed, JsonNode operation, Tally tally) {
    Comparison comparison = new Comparison(start, observed, operation, tally);
    observed.properties().forEach(field -> comparison.compare(field.getKey(), field.getValue()));
    return comparison.differences;
  }

  private void compare(String kind, JsonNode real) {
    switch (kind) {
      case "operation", "about", "fired_ids_optional", "cancelled_ids_optional" -> {}
      case "clocks_advance_ns" -> clocks(real);
      case "ntp" -> ntp(real);
      case "fired_ids" -> ids(kind, tally.fired());
      case "cancelled_ids" -> ids(kind, tally.cancelled());
      case "fired" -> fired(real);
      case "periodic_ticks" -> counts(kind, real, "ticks", tally::expirations);
      case "largest_read" -> counts(kind, real, "ticks", tally::largestRead);
      case "overruns" -> counts(kind, real, "largest", tally::largestOverrun);
      case "warnings" -> warnings(real);
      case "warnings_absent" -> warningsAbsent(real);
      default -> differences.add(kind + ": not known to this test");
    }
  }

  private void equal(String what, long real, long emulated, long tolerance) {
    if (Math.abs(emulated - real) > tolerance) {
      differences.add(
          what
              + ": "
              + emulated
              + ", really "
              + real
              + " +-"
              + tolerance
              + ": off by "
              + (emulated - real));
    }
  }

  /** What a clock showed at the start, in ns. */
  static long startNanos(JsonNode start, String clock) {
    return clock.equals("tai")
        ? start.get("realtime_ns").longValue()
            + start.get("tai_offset_s").longValue() * SECOND_NANOS
        : start.get(clock + "_ns").longValue();
  }

  private void clocks(JsonNode real) {
    JsonNode tolerance = real.get("tolerance_ns");
    for (Map.Entry<String, JsonNode> field : real.properties()) {
      String clock = field.getKey();
      if (!clock.equals("tolerance_ns")) {
        long emulated = operation.get("clocks").get(clock + "_ns").longValue();
        equal(
            clock,
            real.get(clock).longValue(),
            emulated - startNanos(start, clock),
            tolerance.get(clock).longValue());
      }
    }
  }

  private void ntp(JsonNode real) {
    for (Map.Entry<String, JsonNode> field : real.properties()) {
      String name = field.getKey();
      if (name.equals("tolerance")) {
        continue;
      }
      boolean ofTheCall = name.equals("call_return");
      JsonNode emulated = ofTheCall ? operation.get("return") : operation.get("ntp").get(name);
      if (emulated == null) {
        differences.add("ntp." + name + ": lacking");
      } else {
        long tolerance = real.path("tolerance").path(name).asLong(0);
        equal("ntp." + name, real.get(name).longValue(), emulated.longValue(), tolerance);
      }
    }
  }

  private Set<String> optional(String kind) {
    return strings(observed.path(kind + "_optional"));
  }

  private static Set<String> strings(JsonNode list) {
    Set<String> strings = new TreeSet<>();
    list.forEach(element -> strings.add(element.textValue()));
    return strings;
  }

  private void ids(String kind, Set<String> emulated) {
    Set<String> tooMany = new TreeSet<>(emulated);
    tooMany.removeAll(strings(observed.get(kind)));
    tooMany.removeAll(optional(kind));
    Set<String> lacking = strings(observed.get(kind));
    lacking.removeAll(emulated);
    lacking.removeAll(optional(kind));
    if (!tooMany.isEmpty() || !lacking.isEmpty()) {
      differences.add(kind + ": too many " + tooMany + ", lacking " + lacking);
    }
  }

  /** By the clock that a timer names; the optional ones do not count. */
  private void fired(JsonNode real) {
    Map<String, Long> emulated = new TreeMap<>();
    Set<String> counted = new TreeSet<>(tally.fired());
    counted.removeAll(optional("fired_ids"));
    counted.forEach(id -> emulated.merge(tally.timer(id).get("clock").textValue(), 1L, Long::sum));
    Set<String> clocks = new TreeSet<>(emulated.keySet());
    real.fieldNames().forEachRemaining(clocks::add);
    for (String clock : clocks) {
      real.path(clock).fieldNames().forEachRemaining(this::onlyOneShots);
      long expected = real.path(clock).path("oneshot").asLong(0);
      equal("fired " + clock, expected, emulated.getOrDefault(clock, 0L), 0);
    }
  }

  private void onlyOneShots(String kind) {
    if (!kind.equals("oneshot")) {
      differences.add("fired " + kind + ": not known to this test");
    }
  }

  private void counts(String kind, JsonNode real, String name, ToLongFunction<String> emulated) {
    real.properties()
        .forEach(
            timer -> {
              JsonNode count = timer.getValue();
              if (count.size() != 2) {
                differences.add(kind + " " + count + ": not known to this test");
              }
              equal(
                  kind + " of " + timer.getKey(),
                  count.get(name).longValue(),
                  emulated.applyAsLong(timer.getKey()),
                  count.get("tolerance").longValue());
            });
  }

  /** One for one: no other is allowed. */
  private void warnings(JsonNode real) {
    List<JsonNode> left = new ArrayList<>(tally.warnings());
    for (JsonNode warning : real) {
      left.stream()
          .filter(candidate -> isSame(warning, candidate))
          .findFirst()
          .ifPresentOrElse(left::remove, () -> differences.add("warnings: lacking " + warning));
    }
    left.forEach(warning -> differences.add("warnings: too many " + warning));
  }

  private static boolean isSame(JsonNode real, JsonNode emulated) {
    boolean same = real.get("kind").equals(emulated.get("warning"));
    for (Map.Entry<String, JsonNode> field : real.properties()) {
      String name = field.getKey();
      if (!name.equals("kind") && !name.endsWith("_tolerance")) {
        long tolerance = real.path(name + "_tolerance").asLong(0);
        JsonNode value = emulated.get(name);
        same &=
            value != null && Math.abs(value.longValue() - real.get(name).longValue()) <= tolerance;
      }
    }
    return same;
  }

  private void warningsAbsent(JsonNode kinds) {
    Set<String> absent = strings(kinds);
    tally.warnings().stream()
        .filter(warning -> absent.contains(warning.get("warning").textValue()))
        .forEach(warning -> differences.add("warnings_absent: " + warning));
  }
}
