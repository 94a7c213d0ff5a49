package io.lapse.cli.quarantine;

import io.lapse.cli.cluster.Answers;
import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.failure.Failure;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.quarantine.QuarantineHeaders;
import io.lapse.streamsapp.topics.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends entries back to their topics, as they came, in transactions: of each either all records
 * arrive, and are marked as sent back, or none.
 *
 * <p>One at a time sends for a ledger: a second one fences the first.
 */
final class Requeue implements AutoCloseable {
  /** One transaction: it is held in memory until it is committed. */
  private static final int BATCH_RECORDS_MAX = 1_000;

  private static final long BATCH_BYTES_MAX = 16L * 1024 * 1024;

  /** A record that is as large as its topic takes, and what headers were added to it. */
  private static final int REQUEST_BYTES_MAX = TopicSetup.RECORD_BYTES_MAX + 64 * 1024;

  /** Where an entry went. */
  record Sent(QuarantineEntry entry, int partition, long offset) {}

  /** Told of each transaction that is committed. */
  interface Listener {
    void sent(List<Sent> batch);
  }

  private record Sending(QuarantineEntry entry, ProducerRecord<byte[], byte[]> outgoing) {}

  private final Producer<byte[], byte[]> producer;
  private final ConsumerGroupMetadata group;
  private final RequeueMarks marks;
  private final Listener listener;
  private final List<Sending> batch = new ArrayList<>();
  private long batchBytes;

  private Requeue(
      Producer<byte[], byte[]> producer,
      ConsumerGroupMetadata group,
      RequeueMarks marks,
      Listener listener) {
    this.producer = producer;
    this.group = group;
    this.marks = marks;
    this.listener = listener;
  }

  /**
   * Takes over from whoever sent before, and then reads what was sent back.
   *
   * @throws Failure if the cluster refuses
   */
  static Requeue begin(ClusterOptions cluster, Admin admin, Topics topics, Listener listener)
      throws InterruptedException {
    String group = RequeueMarks.group(topics);
    Producer<byte[], byte[]> producer =
        cluster.producer(
            Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                group,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                REQUEST_BYTES_MAX));
    try {
      producer.initTransactions();
      return new Requeue(
          producer, metadata(cluster, group), RequeueMarks.read(admin, topics), listener);
    } catch (KafkaException | Failure e) {
      producer.close(Duration.ZERO);
      throw e instanceof Failure failure ? failure : Answers.refusal("cannot send", e);
    }
  }

  /** A group without members: only a consumer may say so. */
  private static ConsumerGroupMetadata metadata(ClusterOptions cluster, String group) {
    try (Consumer<byte[], byte[]> consumer =
        cluster.consumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, group))) {
      return consumer.groupMetadata();
    }
  }

  /** What was sent back, this time too. */
  RequeueMarks marks() {
    return marks;
  }

  /** Sends it with its batch. */
  void add(QuarantineEntry entry, ConsumerRecord<byte[], byte[]> stored)
      throws InterruptedException {
    ProducerRecord<byte[], byte[]> outgoing = outgoing(entry, stored);
    long bytes = bytes(stored);
    if (batch.size() == BATCH_RECORDS_MAX || batchBytes + bytes > BATCH_BYTES_MAX) {
      flush();
    }
    batch.add(new Sending(entry, outgoing));
    batchBytes += bytes;
  }

  /** Headers too: strangers may have made them as large as a record. */
  private static long bytes(ConsumerRecord<byte[], byte[]> stored) {
    long bytes = (long) stored.serializedKeySize() + stored.serializedValueSize();
    for (Header header : stored.headers()) {
      bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return bytes;
  }

  /** As it came; it gets a new timestamp, and by its key the same partition. */
  private static ProducerRecord<byte[], byte[]> outgoing(
      QuarantineEntry entry, ConsumerRecord<byte[], byte[]> stored) {
    Headers headers = new RecordHeaders(stored.headers().toArray());
    headers.remove(QuarantineHeaders.REQUEUED);
    headers.add(QuarantineHeaders.REQUEUED, bytes(Long.toString(entry.requeues() + 1)));
    headers.add(QuarantineHeaders.REQUEUED_FROM, bytes(entry.place().toString()));
    return new ProducerRecord<>(entry.topic(), null, null, stored.key(), stored.value(), headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Sends what is left.
   *
   * @throws Failure if a record is refused: then none of its batch was sent
   */
  void flush() throws InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    List<Sent> sent = sendUncommitted();
    commit();
    listener.sent(sent);
    batch.clear();
    batchBytes = 0;
  }

  private List<Sent> sendUncommitted() throws InterruptedException {
    try {
      producer.beginTransaction();
      List<Sent> sent = send();
      batch.forEach(sending -> marks.add(sending.entry().place()));
      producer.sendOffsetsToTransaction(marks.offsets(), group);
      return sent;
    } catch (KafkaException | Failure e) {
      abort();
      throw failure(e);
    }
  }

  /** Readers wait for a transaction that stays open. */
  private void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      // What is fenced, or cannot reach its broker, the broker aborts.
    }
  }

  private void commit() {
    try {
      producer.commitTransaction();
    } catch (TimeoutException e) {
      throw new Failure(
          "no broker confirms the commit of " + places() + "; lapse quarantine list tells", e);
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  private Failure failure(RuntimeException e) {
    Throwable cause = e instanceof Failure && e.getCause() != null ? e.getCause() : e;
    if (cause instanceof ProducerFencedException
        || cause instanceof InvalidProducerEpochException) {
      return new Failure("another requeue took over; these were not sent: " + places(), e);
    }
    return e instanceof Failure failure ? failure : Answers.refusal("cannot send " + places(), e);
  }

  private List<Sent> send() throws InterruptedException {
    List<Future<RecordMetadata>> futures = new ArrayList<>();
    batch.forEach(sending -> futures.add(producer.send(sending.outgoing())));
    producer.flush();
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < futures.size(); i++) {
      QuarantineEntry entry = batch.get(i).entry();
      RecordMetadata stored =
          Answers.of(futures.get(i), entry.place() + " is refused by " + entry.topic());
      sent.add(new Sent(entry, stored.partition(), stored.offset()));
    }
    return sent;
  }

  private String places() {
    String first = batch.get(0).entry().place().toString();
    return batch.size() == 1 ? first : first + " and " + (batch.size() - 1) + " more";
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
