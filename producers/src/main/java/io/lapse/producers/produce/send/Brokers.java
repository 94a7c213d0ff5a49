package io.lapse.producers.produce.send;

import io.lapse.producers.produce.journal.JournalEvent;
import io.lapse.producers.signing.HostSigner;
import io.lapse.producers.signing.HostSigners;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the sender needs of Kafka. */
public interface Brokers {
  /** A new client: one that failed for good is never used again. */
  Producer<byte[], byte[]> connect();

  /**
   * Returns if the topic is there. A client that sends would make a broker create it, with settings
   * that the ledger cannot live with.
   *
   * @throws org.apache.kafka.common.KafkaException if it is not, or no broker says so
   */
  void require(String topic) throws InterruptedException;

  /** The record of an event, signed where its host signs. */
  static ProducerRecord<byte[], byte[]> record(
      JournalEvent event, Topics topics, HostSigners signers) {
    byte[] key = event.guest().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> outgoing =
        new ProducerRecord<>(topic(event, topics).name(), key, event.value());
    String host = event.host();
    Optional<HostSigner> signer = host == null ? Optional.empty() : signers.of(host);
    signer.ifPresent(by -> by.sign(outgoing.headers(), key, event.value()));
    return outgoing;
  }

  private static Topic<?> topic(JournalEvent event, Topics topics) {
    return switch (event.kind()) {
      case HOST -> topics.hostEvents();
      case GUEST -> topics.guestEvents();
    };
  }
}
