package io.lapse.streamsapp;

import io.lapse.streamsapp.topics.TopicSetup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of Kafka's whose value is the ledger's.
 *
 * @param name without the prefix of a client
 * @param value what it is; null: what the ledger makes of its other keys
 * @param why a clause for operators
 */
public record KafkaKey(String name, @Nullable String value, String why) {
  private static final String BOOKED_ONCE =
      "an input, its state and what follows are one transaction; else a crash books things twice";
  private static final String QUARANTINED =
      "what cannot be taken goes to quarantine, and nothing is passed over";

  /** Those that no operator may set otherwise: the books would be wrong, or not whole. */
  static final List<KafkaKey> FIXED =
      List.of(
          new KafkaKey("processing.guarantee", "exactly_once_v2", BOOKED_ONCE),
          new KafkaKey("isolation.level", "read_committed", BOOKED_ONCE),
          new KafkaKey("enable.idempotence", "true", BOOKED_ONCE),
          new KafkaKey("enable.auto.commit", "false", BOOKED_ONCE),
          new KafkaKey("acks", "all", "what one broker alone has, its failure takes back"),
          new KafkaKey(
              "auto.offset.reset",
              "earliest",
              "the first inputs of a guest belong to its books as the last do"),
          new KafkaKey(
              "allow.auto.create.topics",
              "false",
              "a topic that is not as the ledger needs it is a mistake"),
          new KafkaKey("errors.dead.letter.queue.topic.name", null, QUARANTINED),
          new KafkaKey("deserialization.exception.handler", null, QUARANTINED),
          new KafkaKey("processing.exception.handler", null, QUARANTINED),
          new KafkaKey("production.exception.handler", null, QUARANTINED),
          new KafkaKey("default.deserialization.exception.handler", null, QUARANTINED),
          new KafkaKey("default.production.exception.handler", null, QUARANTINED),
          new KafkaKey("processing.exception.handler.global.enabled", "true", QUARANTINED),
          new KafkaKey(
              "ensure.explicit.internal.resource.naming",
              "true",
              "a store whose name changes with the topology is lost in an upgrade"),
          new KafkaKey(
              "topology.optimization",
              "none",
              "it may rename internal topics, and lose what they hold"),
          new KafkaKey("group.id", null, "it is the `application.id`"),
          new KafkaKey("transactional.id", null, "Kafka Streams makes one for each thread"));

  /** Where the ledger's default is not Kafka's. */
  static final List<KafkaKey> DEFAULTS =
      List.of(
          new KafkaKey(
              "client.id",
              null,
              "the `application.id`; Kafka's holds a random number, and with it each metric"),
          new KafkaKey(
              "topic.message.timestamp.after.max.ms",
              Long.toString(Long.MAX_VALUE),
              "a stamp may lie far in the future; a changelog must take it all the same"),
          new KafkaKey(
              "topic.max.message.bytes",
              Integer.toString(TopicSetup.RECORD_BYTES_MAX),
              "the state of a guest is one record of the changelog; no less is taken"),
          new KafkaKey(
              "producer.max.request.size",
              Integer.toString(TopicSetup.RECORD_BYTES_MAX),
              "the same; no less is taken"),
          new KafkaKey(
              "transaction.timeout.ms",
              "60000",
              "longer than a broker is away: what times out meanwhile is aborted and done again"),
          new KafkaKey("producer.compression.type", "lz4", "states and entries repeat themselves"),
          new KafkaKey(
              "producer.linger.ms",
              "20",
              "larger batches; a commit does not wait for it, and readers wait for the commit"),
          new KafkaKey(
              "producer.batch.size",
              "262144",
              "a state alone may fill a smaller one; it must be less than the max.message.bytes of each"
                  + " topic, or a refused batch may hold up a commit for a minute"),
          new KafkaKey("producer.buffer.memory", "67108864", "room for batches of that size"),
          new KafkaKey("consumer.max.poll.records", "2000", "less to do between two commits"));
}
