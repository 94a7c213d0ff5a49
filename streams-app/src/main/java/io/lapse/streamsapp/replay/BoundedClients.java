package io.lapse.streamsapp.replay;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka Streams' clients, for which inputs end where they were captured. */
public final class BoundedClients implements KafkaClientSupplier {
  private final KafkaClientSupplier others;
  private final Coverage coverage;

  /**
   * Prepares them; no broker is asked yet.
   *
   * @param others makes all clients but those that read inputs
   */
  public BoundedClients(KafkaClientSupplier others, Coverage coverage) {
    this.others = others;
    this.coverage = coverage;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return others.getAdmin(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return others.getProducer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new BoundedConsumer(config, coverage);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return others.getRestoreConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return others.getGlobalConsumer(config);
  }
}
