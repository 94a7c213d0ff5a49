package io.lapse.producers.cloudevents;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.produce.Feed;
import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A Kafka topic of CloudEvents, all partitions of it. How far it was read is the desk's to know: no
 * consumer group is joined, and none is committed to.
 */
public final class CloudEventsFeed implements Feed {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final SourceInput input;
  private final CloudEventReader reader;

  /**
   * A topic.
   *
   * @param consumers opens a consumer with {@link #settings}
   * @param input its path is the name of the topic; what the events lack is taken from it
   */
  public CloudEventsFeed(Supplier<Consumer<byte[], byte[]>> consumers, SourceInput input) {
    this.consumers = consumers;
    this.input = input;
    this.reader = new CloudEventReader(input);
  }

  /**
   * The settings of its consumer: {@code client} with what must not be otherwise. A fetch takes up
   * to 8 MiB, and one record however large it is: so Kafka has it, and {@code message.max.bytes} of
   * the topic is what bounds that.
   */
  public static Map<String, Object> settings(Map<String, ?> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1024 * 1024);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    return settings;
  }

  @Override
  public void run(FeedDesk desk) throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      TopicReading topic = new TopicReading(consumer, input.path(), desk);
      while (true) {
        turn(topic, desk);
      }
    }
  }

  private void turn(TopicReading topic, FeedDesk desk) throws InterruptedException {
    try {
      if (topic.isAssigned()) {
        leave(topic.poll(POLL), topic, desk);
      } else {
        Thread.sleep(RETRY.toMillis());
      }
    } catch (InterruptException e) {
      // It has set the flag again, with which the consumer could not be closed in peace.
      throw interrupted();
    } catch (KafkaException e) {
      topic.lost(String.valueOf(e.getMessage()));
      Thread.sleep(RETRY.toMillis());
    }
    if (Thread.interrupted()) {
      throw interrupted();
    }
  }

  private static InterruptedException interrupted() {
    Thread.interrupted();
    return new InterruptedException("the feed was interrupted");
  }

  private void leave(ConsumerRecords<byte[], byte[]> records, TopicReading topic, FeedDesk desk)
      throws InterruptedException {
    List<LedgerInput> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Location where =
          new Location(record.topic() + "-" + record.partition() + "@" + record.offset(), 0);
      try {
        CloudEventReader.Taken taken = read(record);
        taken.warnings().forEach(warning -> desk.report(Problem.warning(where, warning)));
        events.add(taken.event());
      } catch (MalformedException e) {
        desk.report(Problem.refused(where, e.explanation()));
      }
    }
    if (topic.moveTo(records.nextOffsets())) {
      desk.leave(events, topic.position());
    }
  }

  private CloudEventReader.Taken read(ConsumerRecord<byte[], byte[]> record)
      throws MalformedException {
    return reader.read(
        RecordTexts.headers(record.headers()), RecordTexts.key(record.key()), record.value());
  }
}
