package io.lapse.cli.emulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the effects of an emulation add up to, from the start of its scenario. */
final class Tally {
  private final Map<String, JsonNode> timers = new HashMap<>();
  private final Set<String> fired = new TreeSet<>();
  private final Set<String> cancelled = new TreeSet<>();
  private final Map<String, Long> expirations = new HashMap<>();
  private final Map<String, Long> largestRead = new HashMap<>();
  private final Map<String, Long> largestOverrun = new HashMap<>();
  private final List<JsonNode> warnings = new ArrayList<>();

  Tally(JsonNode scenario) {
    scenario.get("timers").forEach(timer -> timers.put(timer.get("id").textValue(), timer));
  }

  /** The timer of that id, as the scenario has it. */
  JsonNode timer(String id) {
    JsonNode timer = timers.get(id);
    if (timer == null) {
      throw new AssertionError("no such timer: " + id);
    }
    return timer;
  }

  void add(JsonNode effect) {
    if (effect.has("warning")) {
      warnings.add(effect);
      return;
    }
    String id = effect.get("timer").textValue();
    if (effect.has("cancelled")) {
      cancelled.add(id);
      return;
    }
    long count = 1;
    if (effect.has("ticks")) {
      count = effect.get("ticks").longValue();
      largestRead.merge(id, count, Math::max);
    } else {
      long overruns = effect.get("overruns").longValue();
      largestOverrun.merge(id, overruns, Math::max);
      count += overruns;
    }
    expirations.merge(id, count, Long::sum);
    if (timer(id).get("interval_ns").longValue() == 0) {
      fired.add(id);
    }
  }

  /** The one-shots that expired, by id. */
  Set<String> fired() {
    return fired;
  }

  /** The timers whose owner read ECANCELED, by id. */
  Set<String> cancelled() {
    return cancelled;
  }

  long expirations(String id) {
    return expirations.getOrDefault(id, 0L);
  }

  long largestRead(String id) {
    return largestRead.getOrDefault(id, 0L);
  }

  long largestOverrun(String id) {
    return largestOverrun.getOrDefault(id, 0L);
  }

  List<JsonNode> warnings() {
    return warnings;
  }
}
