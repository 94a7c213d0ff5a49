package io.lapse.streamsapp.alert;

import io.lapse.ledger.account.Alert;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the partitions of the alerts' topic that this instance is given to one {@link Outbox}. What
 * is committed is what the receiver has: a crash sends again what was sent since.
 */
final class AlertFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertFeed.class);

  /** A record ends the wait at once; time does not. */
  private static final long POLL_MILLIS_MAX = 200;

  private static final long COMMIT_MILLIS = 100;

  /** What is noted beside the offset need not be new. */
  private static final long NOTE_MILLIS = 5_000;

  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Deserializer<Alert> values;
  private final GuestZones zones;
  private final Outbox outbox;
  private final AlertClock clock;
  private final String topic;

  /** The first record that was not done before, of partitions that are read again. */
  private final Map<TopicPartition, Long> recalling = new HashMap<>();

  private final Set<TopicPartition> opened = new HashSet<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private long committedMillis;
  private long notedMillis;

  AlertFeed(
      Consumer<byte[], byte[]> consumer,
      String topic,
      Deserializer<Alert> values,
      GuestZones zones,
      Outbox outbox,
      AlertClock clock) {
    this.consumer = consumer;
    this.topic = topic;
    this.values = values;
    this.zones = zones;
    this.outbox = outbox;
    this.clock = clock;
    committedMillis = clock.steadyMillis();
    notedMillis = committedMillis;
  }

  /** Joins the group. */
  void subscribe() {
    consumer.subscribe(
        List.of(topic),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            open(partitions);
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commitNow();
            drop(partitions);
          }

          @Override
          public void onPartitionsLost(Collection<TopicPartition> partitions) {
            drop(partitions);
          }
        });
  }

  private void open(Collection<TopicPartition> partitions) {
    zones.catchUp();
    Map<TopicPartition, OffsetAndMetadata> done = consumer.committed(new HashSet<>(partitions));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.seekToBeginning(partitions);
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata known = done.get(partition);
      if (known != null && known.offset() > ends.getOrDefault(partition, 0L)) {
        LOG.atWarn()
            .addKeyValue("partition", partition)
            .addKeyValue("committed", known.offset())
            .log("the topic of alerts was made anew: it is read from its start");
        known = null;
      }
      long offset = known == null ? 0 : known.offset();
      CommitNote note =
          known == null
              ? new CommitNote(clock.utcMillis(), 0, 0)
              : CommitNote.parse(known.metadata(), offset);
      outbox.open(partition.partition(), offset, note);
      recalling.put(partition, offset);
      opened.add(partition);
    }
    LOG.atInfo()
        .addKeyValue("group", consumer.groupMetadata().groupId())
        .addKeyValue("partitions", partitions)
        .log("delivers the alerts of these partitions");
  }

  private void drop(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      outbox.drop(partition.partition());
      recalling.remove(partition);
      opened.remove(partition);
      committed.remove(partition);
    }
  }

  /** Reads what is there, tells the receiver, and commits; returns after one round. */
  void round() {
    pauseIfFull();
    long waitMillis = Math.min(POLL_MILLIS_MAX, outbox.idleMillis());
    ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(waitMillis));
    if (!records.isEmpty()) {
      zones.catchUp();
    }
    records.forEach(this::take);
    endRecalls();
    outbox.work();
    commitIfDue();
  }

  /** A partition that is read again is read on: that fills nothing. */
  private void pauseIfFull() {
    Set<TopicPartition> assigned = consumer.assignment();
    if (outbox.isFull()) {
      Set<TopicPartition> news = new HashSet<>(assigned);
      news.removeAll(recalling.keySet());
      consumer.pause(news);
    } else if (!consumer.paused().isEmpty()) {
      consumer.resume(consumer.paused());
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> read) {
    TopicPartition partition = new TopicPartition(read.topic(), read.partition());
    Long from = recalling.get(partition);
    boolean isOld = from != null && read.offset() < from;
    if (from != null && !isOld) {
      endRecall(partition);
    }
    Alert alert;
    try {
      alert = values.deserialize(read.topic(), read.value());
    } catch (SerializationException e) {
      alert = null;
      sayUnreadable(read, isOld, e);
    }
    if (alert != null && isOld) {
      outbox.intake().recall(read.partition(), read.offset(), alert, read.timestamp());
    } else if (alert != null) {
      outbox.intake().take(read.partition(), read.offset(), alert, read.timestamp());
    } else if (!isOld) {
      outbox.intake().takeUnreadable(read.partition(), read.offset());
    }
  }

  private static void sayUnreadable(
      ConsumerRecord<byte[], byte[]> read, boolean isOld, SerializationException reason) {
    if (!isOld) {
      LOG.atError()
          .addKeyValue("topic", read.topic())
          .addKeyValue("partition", read.partition())
          .addKeyValue("offset", read.offset())
          .setCause(reason)
          .log("alert cannot be read, and is passed over");
    }
  }

  private void endRecalls() {
    for (Map.Entry<TopicPartition, Long> each : Map.copyOf(recalling).entrySet()) {
      if (consumer.position(each.getKey()) >= each.getValue()) {
        endRecall(each.getKey());
      }
    }
  }

  private void endRecall(TopicPartition partition) {
    recalling.remove(partition);
    outbox.intake().recalled(partition.partition());
  }

  private void commitIfDue() {
    long now = clock.steadyMillis();
    if (now - committedMillis < COMMIT_MILLIS) {
      return;
    }
    boolean isNoteDue = now - notedMillis >= NOTE_MILLIS;
    Map<TopicPartition, OffsetAndMetadata> offsets = offsets(isNoteDue);
    committedMillis = now;
    notedMillis = isNoteDue ? now : notedMillis;
    if (!offsets.isEmpty()) {
      consumer.commitAsync(offsets, (which, failure) -> sayFailed(failure));
    }
  }

  /** Those of partitions that are not read again any more. */
  private Map<TopicPartition, OffsetAndMetadata> offsets(boolean all) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : opened) {
      if (recalling.containsKey(partition)) {
        continue;
      }
      long offset = outbox.committable(partition.partition());
      if (all || !Long.valueOf(offset).equals(committed.get(partition))) {
        String note = outbox.note(partition.partition()).text();
        offsets.put(partition, new OffsetAndMetadata(offset, note));
        committed.put(partition, offset);
      }
    }
    return offsets;
  }

  private static void sayFailed(@Nullable Exception failure) {
    if (failure != null && !(failure instanceof RetriableCommitFailedException)) {
      LOG.atWarn().setCause(failure).log("alerts that were delivered may be delivered again");
    }
  }

  private void commitNow() {
    try {
      consumer.commitSync(offsets(true), COMMIT_TIMEOUT);
    } catch (KafkaException e) {
      sayFailed(e);
    }
  }

  @Override
  public void close() {
    commitNow();
    consumer.close();
  }
}
