package io.lapse.guestconsumer;

import io.lapse.guestconsumer.Progress.Phase;
import io.lapse.guestkernel.reaction.NoticeReaction;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.Notice;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for guests: follows their notices, lets each guest's kernel react, publishes what it
 * did.
 *
 * <pre>
 *   fence -> restore: guest-reactions, guest-events -> follow: guest-notices, guest-events
 * </pre>
 *
 * <p>The topics are the state. It commits no offsets: when it starts it fences whoever ran before
 * it, reads which notices were answered, and then reads the notices from the beginning. {@code
 * RATIONALE.md} says why.
 *
 * <p>It runs once, on the thread that calls {@link #run}; {@link #close} may be called from any
 * other. A failure of Kafka ends it: started again, it goes on where its topics say.
 */
public final class GuestConsumer implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuestConsumer.class);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<String, GuestEvent.Reacted> producer;
  private final Topics topics;
  private final EmulatedGuests guests;
  private final GuestMeters meters;
  private final ClientMeters clientMeters;
  private final Progress progress;
  private final ReactionListener listener;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  GuestConsumer(
      Consumer<byte[], byte[]> consumer,
      Producer<String, GuestEvent.Reacted> producer,
      Following following,
      ReactionListener listener) {
    this.consumer = consumer;
    this.producer = producer;
    this.topics = following.topics();
    this.meters = new GuestMeters(following.meters());
    this.clientMeters = new ClientMeters(following.meters(), consumer, producer);
    this.progress = new Progress(System::nanoTime);
    this.guests = new EmulatedGuests(following.guests(), meters);
    this.listener = listener;
  }

  /**
   * What a consumer follows.
   *
   * @param guests which of them
   * @param meters where it counts
   */
  record Following(Topics topics, Predicate<String> guests, MeterRegistry meters) {}

  /** A consumer that is connected, but does not run yet; nobody looks at its metrics. */
  public static GuestConsumer connect(GuestConsumerConfig config, ReactionListener listener) {
    return connect(config, new SimpleMeterRegistry(), listener);
  }

  static GuestConsumer connect(
      GuestConsumerConfig config, MeterRegistry meters, ReactionListener listener) {
    Topics topics = config.topics();
    Topic<GuestEvent.Reacted> reactions = topics.guestReactions();
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            config.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    Producer<String, GuestEvent.Reacted> producer =
        new KafkaProducer<>(
            config.producer(),
            reactions.keySerde().serializer(),
            reactions.valueSerde().serializer());
    return new GuestConsumer(
        consumer, producer, new Following(topics, config::follows, meters), listener);
  }

  Progress progress() {
    return progress;
  }

  /**
   * Follows the notices until it is closed.
   *
   * @throws KafkaException if Kafka fails in a way that its clients do not get over, or if another
   *     consumer with the same transactional id took over
   */
  @Override
  public void run() {
    if (!taken.compareAndSet(false, true)) {
      if (closing.get()) {
        return;
      }
      throw new IllegalStateException("a guest consumer runs once");
    }
    try {
      follow();
    } catch (WakeupException e) {
      if (!closing.get()) {
        throw e;
      }
    } catch (KafkaException e) {
      LOG.atError().addKeyValue("reason", e.getMessage()).log("guest consumer gives up");
      throw e;
    } finally {
      progress.is(Phase.ENDED);
      closeClients();
      ended.countDown();
    }
  }

  /** Stops it, and waits until it has. What it had not published, its successor will. */
  @Override
  public void close() {
    stop();
    if (taken.compareAndSet(false, true)) {
      closeClients();
      ended.countDown();
      return;
    }
    try {
      if (!ended.await(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().addKeyValue("timeout", CLOSE_TIMEOUT).log("guest consumer is slow to stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops it without waiting; safe from any thread, also its own. */
  void stop() {
    closing.set(true);
    consumer.wakeup();
  }

  private void follow() {
    // First of all: a predecessor's last reactions are now either in the topic, or never will be.
    producer.initTransactions();
    TopicReader<GuestEvent.Reacted> reactions =
        new TopicReader<>(topics.guestReactions(), consumer, meters);
    TopicReader<GuestEvent> events = new TopicReader<>(topics.guestEvents(), consumer, meters);
    TopicReader<Notice> notices = new TopicReader<>(topics.guestNotices(), consumer, meters);
    assign(reactions, events, notices);

    notices.pause();
    progress.is(Phase.RESTORING);
    restore(reactions, events);
    reactions.pause();
    notices.resume();
    progress.is(Phase.CATCHING_UP);

    Map<TopicPartition, Long> ends = notices.ends();
    while (!closing.get()) {
      if (progress.phase() == Phase.CATCHING_UP && !isBefore(ends)) {
        progress.is(Phase.FOLLOWING);
      }
      step(events, notices);
    }
  }

  private void assign(
      TopicReader<?> reactions, TopicReader<GuestEvent> events, TopicReader<Notice> notices) {
    List<TopicPartition> all = new ArrayList<>(reactions.partitions());
    all.addAll(events.partitions());
    all.addAll(notices.partitions());
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL_TIMEOUT);
    progress.polled();
    return polled;
  }

  private void restore(TopicReader<GuestEvent.Reacted> reactions, TopicReader<GuestEvent> events) {
    Map<TopicPartition, Long> ends = reactions.ends();
    while (isBefore(ends)) {
      ConsumerRecords<byte[], byte[]> polled = poll();
      reactions.values(polled).forEach(guests::restore);
      events.values(polled).forEach(guests::on);
    }
    meters.restored(progress.sinceStart());
  }

  private void step(TopicReader<GuestEvent> events, TopicReader<Notice> notices) {
    ConsumerRecords<byte[], byte[]> polled = poll();
    events.values(polled).forEach(guests::on);
    List<Notice> shown = notices.values(polled);
    if (!shown.isEmpty()) {
      catchUp(events, notices);
      answer(shown);
    }
  }

  /**
   * An inventory that the ledger knew when it wrote a notice is known here too, before the notice
   * is answered; else the count of cancelled timers would depend on which topic was faster.
   */
  private void catchUp(TopicReader<GuestEvent> events, TopicReader<Notice> notices) {
    Map<TopicPartition, Long> ends = events.ends();
    notices.pause();
    while (isBefore(ends)) {
      events.values(poll()).forEach(guests::on);
    }
    notices.resume();
  }

  private boolean isBefore(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private void answer(List<Notice> shown) {
    List<Answered> answered = new ArrayList<>();
    for (Notice notice : shown) {
      guests.on(notice).ifPresent(answer -> answered.add(new Answered(notice, answer)));
    }
    if (answered.isEmpty()) {
      return;
    }
    publish(answered);
    answered.forEach(
        each -> {
          meters.noticed(NoticeOutcome.ANSWERED);
          meters.cancelled(each.answer().reaction().cancelledTimers());
          each.tell(listener);
        });
  }

  private void publish(List<Answered> answered) {
    producer.beginTransaction();
    answered.forEach(
        each -> {
          GuestEvent.Reacted reaction = each.answer().reaction().toEvent();
          ProducerRecord<String, GuestEvent.Reacted> out =
              new ProducerRecord<>(topics.guestReactions().name(), reaction.guest(), reaction);
          Future<RecordMetadata> unused = producer.send(out);
        });
    // It throws what any of the sends met.
    producer.commitTransaction();
  }

  private void closeClients() {
    clientMeters.close();
    try {
      producer.close(CLOSE_TIMEOUT);
    } finally {
      consumer.close();
    }
  }

  private record Answered(Notice notice, NoticeReaction.Answer answer) {
    void tell(ReactionListener listener) {
      listener.onReaction(notice, answer.reaction(), answer.before(), answer.after());
    }
  }
}
