package io.lapse.cli.whatif;

import io.lapse.cli.text.Durations;
import java.util.ArrayList;
import java.util.List;

/** Thresholds as a user lists them: durations with commas between. */
final class Thresholds {
  /** From never to an hour. */
  static final String DEFAULT =
      "0,1ms,10ms,50ms,100ms,300ms,1s,5s,10s,30s,1min,5min,10min,30min,1h";

  private Thresholds() {}

  /**
   * In ns, as they are listed.
   *
   * @throws IllegalArgumentException if one is no duration, or is there twice
   */
  static List<Long> parse(String text) {
    List<Long> nanos = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      long threshold = Durations.nanos(part.strip());
      if (nanos.contains(threshold)) {
        throw new IllegalArgumentException(
            "'" + part.strip() + "' is listed twice; expected each threshold once");
      }
      nanos.add(threshold);
    }
    return nanos;
  }
}
