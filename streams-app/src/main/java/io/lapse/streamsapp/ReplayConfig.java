package io.lapse.streamsapp;

import io.lapse.streamsapp.replay.ReplayName;
import io.lapse.telemetry.settings.HttpKeys;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration of a replay: that of the live application, under names of its own. Its prefix
 * is that of its outputs, so that whatever follows from the configuration is its own.
 */
final class ReplayConfig {
  /** What belongs to the live application alone: its place in its group, and what it serves. */
  private static final Set<String> OF_THE_LIVE =
      Set.of(
          StreamsConfig.CLIENT_ID_CONFIG,
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          ConsumerConfig.GROUP_PROTOCOL_CONFIG,
          StreamsConfig.APPLICATION_SERVER_CONFIG,
          StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
          // An older release is written for others who read the same topics.
          LedgerKeys.SCHEMAS_WRITE_RELEASE);

  private ReplayConfig() {}

  /** That of a replay. */
  static AppConfig of(AppConfig live, ReplayName name) {
    Properties own = new Properties();
    live.originals()
        .forEach(
            (key, value) -> {
              if (!OF_THE_LIVE.contains(KafkaKeys.bare(key)) && !HttpKeys.NAMES.contains(key)) {
                own.put(key, String.valueOf(value));
              }
            });
    own.put(
        StreamsConfig.APPLICATION_ID_CONFIG,
        name.applicationId(live.getString(StreamsConfig.APPLICATION_ID_CONFIG)));
    own.put(LedgerKeys.TOPICS_PREFIX, name.prefix(live.getString(LedgerKeys.TOPICS_PREFIX)));
    // Alarms are of the wall clock: what was open then says nothing now.
    own.put(LedgerKeys.ALARMS_OPEN_OUTAGES, "false");
    own.put(LedgerKeys.FLEET_ENABLED, "false");
    // Each input is taken in the order of stamps while others have more; at its end none waits.
    own.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "0");
    return new AppConfig(own);
  }
}
