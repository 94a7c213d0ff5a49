package io.lapse.benchmarks.streams;

import io.lapse.schemas.wire.HostEventRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The least that a program can do exactly once: it decodes each event, and writes it to another
 * topic, in transactions.
 */
@SuppressWarnings("try") // Whoever closes it waits for its thread.
final class BareLoop implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(10);

  private final Trial trial;
  private final Thread thread = new Thread(this::run, "loop");
  private volatile boolean stopping;

  private BareLoop(Trial trial) {
    this.trial = trial;
  }

  static BareLoop start(Trial trial) {
    BareLoop loop = new BareLoop(trial);
    // Whoever measures sees that nothing is committed any more.
    loop.thread.setUncaughtExceptionHandler((thread, e) -> e.printStackTrace());
    loop.thread.start();
    return loop;
  }

  private void run() {
    Map<String, Object> reading = ClientSettings.consumer(trial.bootstrapServers());
    reading.put("group.id", trial.name());
    Map<String, Object> writing = ClientSettings.producer(trial.bootstrapServers());
    writing.put("transactional.id", trial.name());
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      consumer.subscribe(List.of(trial.topics().hostEvents().name()));
      while (!stopping) {
        transact(consumer, producer);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the load must decode", e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The commit waits for all of them.
  private void transact(
      KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer)
      throws IOException {
    BinaryMessageDecoder<HostEventRecord> decoder = decoder();
    HostEventRecord reused = new HostEventRecord();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    long until = System.nanoTime() + ClientSettings.COMMIT_MILLIS * 1_000_000L;
    producer.beginTransaction();
    while (System.nanoTime() - until < 0) {
      ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> event : polled) {
        reused = decoder.decode(event.value(), reused);
        producer.send(new ProducerRecord<>(trial.output(), event.key(), event.value()));
      }
      offsets.putAll(polled.nextOffsets());
    }
    if (!offsets.isEmpty()) {
      producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
    }
    producer.commitTransaction();
  }

  private static BinaryMessageDecoder<HostEventRecord> decoder() {
    return new BinaryMessageDecoder<>(
        SpecificData.getForClass(HostEventRecord.class), HostEventRecord.getClassSchema());
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    thread.join();
  }
}
