package io.lapse.schemas.json;

import io.lapse.ledger.simulation.TrueOutage;
import io.lapse.ledger.time.TaiInstant;
import java.util.Set;

/** A line of {@code truth.jsonl}: an outage of a simulated fleet as it really was. */
public final class TruthJson {
  private static final Set<String> KEYS =
      Set.of(
          "guest",
          "kind",
          "source_host",
          "destination_host",
          "stopped_tai_ns",
          "restarted_tai_ns",
          "compensated_ns",
          "slept_ns",
          "reported");

  private TruthJson() {}

  /** The line, without its LF. */
  public static String write(TrueOutage outage) {
    return JsonLine.of(
        line -> {
          line.text("guest", outage.guest());
          line.symbol("kind", outage.kind());
          line.text("source_host", outage.sourceHost());
          line.text("destination_host", outage.destinationHost());
          line.instant("stopped_tai_ns", outage.stoppedAt());
          line.instant("restarted_tai_ns", outage.restartedAt());
          line.number("compensated_ns", outage.compensatedNanos());
          line.number("slept_ns", outage.sleptNanos());
          line.truth("reported", outage.reported());
        });
  }

  /**
   * Reads a line.
   *
   * @throws JsonLineException if it is not one, saying what was expected
   */
  public static TrueOutage read(String line) {
    JsonReading reading = JsonReading.of(line);
    reading.expectKeys(KEYS);
    try {
      return new TrueOutage(
          reading.text("guest"),
          reading.symbol("kind", TrueOutage.Kind.class),
          reading.text("source_host"),
          reading.text("destination_host"),
          new TaiInstant(reading.number("stopped_tai_ns")),
          new TaiInstant(reading.number("restarted_tai_ns")),
          reading.number("compensated_ns"),
          reading.number("slept_ns"),
          reading.truth("reported"));
    } catch (IllegalArgumentException e) {
      throw new JsonLineException(String.valueOf(e.getMessage()), e);
    }
  }
}
