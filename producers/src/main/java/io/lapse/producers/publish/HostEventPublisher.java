package io.lapse.producers.publish;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.producers.signing.HostSigner;
import io.lapse.producers.signing.HostSigners;
import io.lapse.schemas.codec.InputLimits;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends host events and guest events to their topics, keyed by guest, in the order in which they
 * are given. The producer is idempotent: a retry sends nothing twice. Record timestamps are the
 * producer's own clock, because a broker refuses one that lies far in the future.
 *
 * <p>Events of a host that has a key are signed, each with a nonce of its own: sent again by
 * whoever calls, it is signed again; sent again by the producer, it is the same record.
 *
 * <p>After the first event that could not be sent it sends no more. One thread at a time may use
 * it, but for {@link #stop} and {@link #acknowledged}.
 */
public final class HostEventPublisher implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final HostSigners signers;

  /** The first failure, from the producer's own thread. */
  private final AtomicReference<@Nullable PublishException> failure = new AtomicReference<>();

  private final Acknowledgements acknowledgements = new Acknowledgements();
  private long hostEvents;
  private long guestEvents;

  HostEventPublisher(Producer<byte[], byte[]> producer, Topics topics, HostSigners signers) {
    this.producer = producer;
    this.topics = topics;
    this.signers = signers;
  }

  /**
   * Connects lazily: the first send finds out whether there is a broker.
   *
   * @param clientConfig Kafka's own producer settings, with {@code bootstrap.servers}
   */
  public static HostEventPublisher connect(Map<String, ?> clientConfig, Topics topics) {
    return connect(clientConfig, topics, HostSigners.none());
  }

  /**
   * The same, where hosts sign.
   *
   * @param signers of those hosts that do
   */
  public static HostEventPublisher connect(
      Map<String, ?> clientConfig, Topics topics, HostSigners signers) {
    return new HostEventPublisher(
        new KafkaProducer<>(
            config(clientConfig), new ByteArraySerializer(), new ByteArraySerializer()),
        topics,
        signers);
  }

  /** What must hold is not left to the settings of others. */
  public static Map<String, Object> config(Map<String, ?> clientConfig) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return config;
  }

  /**
   * Sends an event without waiting for it.
   *
   * @throws PublishException if this or an earlier event could not be sent
   * @throws io.lapse.producers.signing.KeyFileException if its host has a key that cannot be used
   */
  public void send(LedgerInput input) {
    throwIfFailed();
    if (input instanceof HostEvent event) {
      Optional<HostSigner> signer = signers.of(String.valueOf(event.envelope().host()));
      send(topics.hostEvents(), event, event, signer);
      hostEvents++;
    } else if (input instanceof GuestEvent event) {
      send(topics.guestEvents(), event, event, Optional.empty());
      guestEvents++;
    } else {
      throw new IllegalArgumentException("input must be a host or a guest event: " + input);
    }
  }

  /** The callback says how it ended; the future would say the same again. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private <V> void send(Topic<V> topic, V value, LedgerInput event, Optional<HostSigner> signer) {
    String name = topic.name();
    try {
      byte[] key = topic.keySerde().serializer().serialize(name, event.guest());
      byte[] bytes = topic.valueSerde().serializer().serialize(name, value);
      requireRoom(bytes.length);
      ProducerRecord<byte[], byte[]> outgoing = new ProducerRecord<>(name, key, bytes);
      signer.ifPresent(host -> host.sign(outgoing.headers(), key, bytes));
      producer.send(outgoing, ended(name, event, hostEvents + guestEvents));
    } catch (KafkaException | IllegalStateException e) {
      // A producer that was closed meanwhile says IllegalState; why it was, is the better answer.
      throwIfFailed();
      PublishException failed = new PublishException(name, event, e);
      failure.compareAndSet(null, failed);
      throw failed;
    }
  }

  /**
   * @param number of the send, from 0
   */
  private Callback ended(String topic, LedgerInput event, long number) {
    return (metadata, e) -> {
      if (e == null) {
        acknowledgements.stored(number);
      } else if (failure.compareAndSet(null, new PublishException(topic, event, e))) {
        // What was sent after it must not be stored before it, so the rest is given up at once.
        producer.close(Duration.ZERO);
      }
    };
  }

  /** What a topic may take by its settings, the ledger would refuse all the same. */
  private static void requireRoom(int bytes) {
    if (bytes > InputLimits.RECORD_BYTES_MAX) {
      throw new RecordTooLargeException(
          "an event must be at most " + InputLimits.RECORD_BYTES_MAX + " bytes: " + bytes);
    }
  }

  /**
   * Waits until every event has been stored.
   *
   * @return how many there were
   * @throws PublishException if one could not be sent
   */
  public Published flush() {
    throwIfFailed();
    producer.flush();
    throwIfFailed();
    return new Published(hostEvents, guestEvents);
  }

  /**
   * How many of the events were stored for certain, counted from the first without a gap. It never
   * falls, and any thread may ask.
   */
  public long acknowledged() {
    return acknowledgements.count();
  }

  /**
   * Says whether something went wrong since.
   *
   * @throws PublishException if an event could not be sent
   */
  public void throwIfFailed() {
    PublishException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  /** Waits for what is under way, unless something has failed: then the rest would fail too. */
  @Override
  public void close() {
    if (failure.get() == null) {
      producer.close();
    } else {
      producer.close(Duration.ZERO);
    }
  }

  /**
   * Takes no more events, waits a while for what is under way, and gives up the rest. Unlike the
   * other methods it may be called while another thread sends: that one is refused, then.
   */
  public void stop(Duration patience) {
    producer.close(patience);
  }

  /** How many events of each topic were stored. */
  public record Published(long hostEvents, long guestEvents) {
    public long total() {
      return hostEvents + guestEvents;
    }
  }
}
