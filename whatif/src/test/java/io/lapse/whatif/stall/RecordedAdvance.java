package io.lapse.whatif.stall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a real kernel said, and did not say, by some moment of a recording.
 *
 * @param at the recording, and how many of its operations were over
 * @param version of the kernel
 * @param busy whether a vCPU never slept
 * @param watched whether an HPET watched the clocksource
 * @param largestNanos the largest advance of the counter of which a tick had told the kernel; 0 if
 *     there was none
 * @param said kinds of warnings that it gave
 * @param silentOf kinds that it did not
 */
record RecordedAdvance(
    String at,
    String version,
    boolean busy,
    boolean watched,
    long largestNanos,
    List<String> said,
    List<String> silentOf) {

  private static final Path FOLDER = Path.of("../cli/src/test/resources/kernel");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All that is recorded. */
  static List<RecordedAdvance> all() {
    List<RecordedAdvance> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        JsonNode recording = JSON.readTree(file.toFile());
        for (JsonNode observed : recording.path("observed")) {
          all.add(of(recording, observed));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static RecordedAdvance of(JsonNode recording, JsonNode observed) {
    JsonNode guest = recording.path("scenario").path("guest");
    int last = observed.path("operation").intValue();
    List<String> said = new ArrayList<>();
    observed.path("warnings").forEach(warning -> said.add(warning.path("kind").textValue()));
    List<String> silentOf = new ArrayList<>();
    observed.path("warnings_absent").forEach(kind -> silentOf.add(kind.textValue()));
    return new RecordedAdvance(
        recording.path("name").textValue() + " after " + last,
        guest.path("kernel").textValue(),
        guest.path("busy").booleanValue(),
        guest.path("clocksource_watchdog").isTextual(),
        largest(recording.path("scenario").path("operations"), last),
        said,
        silentOf);
  }

  /** Without a pending tick the kernel learns of an advance when it has run again. */
  private static long largest(JsonNode operations, int last) {
    long largest = 0;
    long unnoticed = 0;
    for (int i = 0; i <= last; i++) {
      JsonNode operation = operations.get(i);
      long nanos = operation.path("duration_ns").longValue();
      switch (operation.path("op").textValue()) {
        case "tsc_jump" -> {
          boolean pending = operation.path("tick_pending").asBoolean(true);
          largest = pending ? Math.max(largest, nanos) : largest;
          unnoticed = pending ? unnoticed : nanos;
        }
        case "run" -> largest = Math.max(largest, unnoticed);
        default -> {}
      }
    }
    return largest;
  }
}
