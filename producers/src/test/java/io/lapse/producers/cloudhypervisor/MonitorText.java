package io.lapse.producers.cloudhypervisor;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.source.Anchor;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.List;

/** What Cloud Hypervisor writes, made for tests. */
final class MonitorText {
  static final long ANCHOR_NANOS = 1_795_000_000_000_000_000L;
  static final long ANCHOR_ERROR_NANOS = 2_000_000;
  static final long CLOCK_ERROR_NANOS = 100_000;

  private MonitorText() {}

  static SourceInput input(Path file) {
    return input(file, "h0", ANCHOR_NANOS);
  }

  static SourceInput input(Path file, String host, long anchorNanos) {
    return new SourceInput(
        file.toString(),
        file,
        host,
        "vm1",
        Format.CLOUD_HYPERVISOR,
        CLOCK_ERROR_NANOS,
        null,
        CounterWhilePaused.STOPS,
        null,
        new Anchor(new TaiInstant(anchorNanos), ANCHOR_ERROR_NANOS));
  }

  /** A record on one line. */
  static String compact(long millis, String event) {
    return compact(millis, "vm", event);
  }

  static String compact(long millis, String source, String event) {
    return String.format(
        "{\"timestamp\":{\"secs\":%d,\"nanos\":%d},\"source\":\"%s\",\"event\":\"%s\","
            + "\"properties\":null}",
        millis / 1000, millis % 1000 * 1_000_000, source, event);
  }

  /** A record as the VMM writes it, without the blank line behind it. */
  static List<String> pretty(long millis, String event) {
    return List.of(
        "{",
        "  \"timestamp\": {",
        "    \"secs\": " + millis / 1000 + ",",
        "    \"nanos\": " + millis % 1000 * 1_000_000,
        "  },",
        "  \"source\": \"vm\",",
        "  \"event\": \"" + event + "\",",
        "  \"properties\": null",
        "}");
  }
}
