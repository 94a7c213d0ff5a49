package io.lapse.cli.scenarios;

import java.util.Locale;
import java.util.Random;

/**
 * What the QEMUs say in which a guest is on one host, one after the other: it arrives, or boots, is
 * paused, leaves. A STOP, a RESUME and a MIGRATION mean what the lines before make of them.
 */
final class GeneratedQmp {
  private final Random random;
  private final StringBuilder log = new StringBuilder();
  private long micros;

  private GeneratedQmp(long seed, long epochSeconds) {
    this.random = new Random(seed);
    this.micros = epochSeconds * 1_000_000;
  }

  /**
   * The log, the same for a seed.
   *
   * @param processes how many QEMUs
   * @param epochSeconds before all of it, since 1970
   */
  static String of(long seed, int processes, long epochSeconds) {
    GeneratedQmp generated = new GeneratedQmp(seed, epochSeconds);
    for (int process = 0; process < processes; process++) {
      generated.process();
    }
    return generated.log.toString();
  }

  private void process() {
    line("{\"QMP\": {\"version\": {}, \"capabilities\": []}}");
    if (random.nextInt(4) == 0) {
      line("{\"return\": {\"status\": \"prelaunch\", \"running\": false}}");
    } else {
      line("{\"return\": {\"status\": \"inmigrate\", \"running\": false}}");
      migration("setup");
      migration("active");
      migration("completed");
    }
    event("RESUME", "");
    for (int left = random.nextInt(4); left > 0; left--) {
      event("STOP", "");
      event("RESUME", "");
    }
    if (random.nextInt(5) == 0) {
      migration("setup");
      migration("failed");
    }
    migration("setup");
    migration("active");
    event("STOP", "");
    migration("completed");
    line("{\"return\": {\"status\": \"completed\", \"downtime\": " + random.nextInt(300) + "}}");
    event("SHUTDOWN", ", \"data\": {\"guest\": false, \"reason\": \"host-qmp-quit\"}");
  }

  private void migration(String status) {
    event("MIGRATION", ", \"data\": {\"status\": \"" + status + "\"}");
  }

  private void event(String name, String data) {
    micros += 1_000 + random.nextInt(30_000_000);
    line(
        String.format(
            Locale.ROOT,
            "{\"timestamp\": {\"seconds\": %d, \"microseconds\": %d}, \"event\": \"%s\"%s}",
            micros / 1_000_000,
            micros % 1_000_000,
            name,
            data));
  }

  private void line(String text) {
    log.append(text).append('\n');
  }
}
