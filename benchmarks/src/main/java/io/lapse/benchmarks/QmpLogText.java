package io.lapse.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A QMP log of one process whose guest is migrated away, fails to leave, is paused and goes on,
 * over and over: in the words, the order and the proportions of recorded logs.
 */
final class QmpLogText {
  private static final long BEGIN_SECONDS = 1_795_382_968;
  private static final long STEP_MICROS = 700_001;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private static final String GREETING =
      "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7}, \"package\":"
          + " \"Debian 1:7.2+dfsg-7+deb12u18+b3\"}, \"capabilities\": [\"oob\"]}}\n";

  private static final String MIGRATED =
      "{\"return\": {\"status\": \"completed\", \"setup-time\": 4, \"downtime\": 1, \"total-time\":"
          + " 652, \"ram\": {\"total\": 168304640, \"postcopy-requests\": 0,"
          + " \"dirty-sync-count\": 3, \"multifd-bytes\": 0, \"pages-per-second\": 34660,"
          + " \"downtime-bytes\": 562255, \"page-size\": 4096, \"remaining\": 0, \"mbps\":"
          + " 1155.6824938271604, \"transferred\": 93495585, \"precopy-bytes\": 92933330,"
          + " \"duplicate\": 18486, \"dirty-pages-rate\": 0, \"skipped\": 0, \"normal-bytes\":"
          + " 93147136, \"normal\": 22741}}, \"id\": \"h1-6\"}";

  private static final String STATUS = "\"MIGRATION\", \"data\": {\"status\": \"%s\"}";
  private static final String PASS = "\"MIGRATION_PASS\", \"data\": {\"pass\": %s}";

  /** What follows the timestamp, or a reply. */
  private static final List<String> EPISODE =
      List.of(
          STATUS.formatted("setup"),
          "{\"return\": {}, \"id\": \"h1-5\"}",
          PASS.formatted(1),
          STATUS.formatted("active"),
          PASS.formatted(2),
          "\"STOP\"",
          PASS.formatted(3),
          STATUS.formatted("completed"),
          MIGRATED,
          "{\"return\": {\"status\": \"postmigrate\", \"singlestep\": false, \"running\": false},"
              + " \"id\": \"h1-7\"}",
          "\"RESUME\"",
          "\"RTC_CHANGE\", \"data\": {\"offset\": 0, \"qom-path\": \"/machine/unattached/rtc\"}",
          "\"STOP\"",
          "{\"return\": {}, \"id\": \"h1-8\"}",
          "\"RESUME\"",
          "{\"return\": {}, \"id\": \"h1-9\"}");

  private QmpLogText() {}

  /** A log of at least {@code bytes} bytes, of whole lines. */
  static byte[] ofAtLeast(int bytes) {
    ByteArrayOutputStream log = new ByteArrayOutputStream(bytes + bytes / 16);
    log.writeBytes(GREETING.getBytes(StandardCharsets.UTF_8));
    long micros = 0;
    while (log.size() < bytes) {
      for (String said : EPISODE) {
        micros += STEP_MICROS;
        log.writeBytes(line(said, micros).getBytes(StandardCharsets.UTF_8));
      }
    }
    return log.toByteArray();
  }

  private static String line(String said, long micros) {
    if (said.startsWith("{")) {
      return said + "\n";
    }
    return "{\"timestamp\": {\"seconds\": "
        + (BEGIN_SECONDS + micros / MICROS_PER_SECOND)
        + ", \"microseconds\": "
        + micros % MICROS_PER_SECOND
        + "}, \"event\": "
        + said
        + "}\n";
  }
}
