package io.lapse.streamsapp;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How to read topics beside Kafka Streams: with its settings, in no group. */
final class ReaderConfig {
  private ReaderConfig() {}

  /**
   * The settings of a consumer, without deserializers.
   *
   * @param purpose ends the client's id
   */
  static Map<String, Object> of(AppConfig config, String purpose) {
    String clientId = config.getString(StreamsConfig.APPLICATION_ID_CONFIG) + purpose;
    Map<String, Object> consumer =
        new HashMap<>(config.streams().getRestoreConsumerConfigs(clientId));
    consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
    consumer.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    return consumer;
  }
}
