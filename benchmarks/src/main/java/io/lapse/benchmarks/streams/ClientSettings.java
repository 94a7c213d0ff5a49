package io.lapse.benchmarks.streams;

import java.util.HashMap;
import java.util.Map;

/** How the bare programs' clients are set: what made them fastest. */
final class ClientSettings {
  static final int COMMIT_MILLIS = 100;
  static final int POLL_RECORDS = 2_000;

  private static final int LINGER_MILLIS = 5;
  private static final int BATCH_BYTES = 64 * 1024;

  private ClientSettings() {}

  static Map<String, Object> producer(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("compression.type", "lz4");
    settings.put("linger.ms", LINGER_MILLIS);
    settings.put("batch.size", BATCH_BYTES);
    return settings;
  }

  static Map<String, Object> consumer(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    settings.put("max.poll.records", POLL_RECORDS);
    return settings;
  }
}
