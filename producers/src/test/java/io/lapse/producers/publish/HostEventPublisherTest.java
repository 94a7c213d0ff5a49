package io.lapse.producers.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Recorded;
import io.lapse.producers.Recordings;
import io.lapse.producers.signing.HostSigners;
import io.lapse.producers.signing.KeyFile;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.signature.SignatureHeaders;
import io.lapse.schemas.signature.SignatureHeaders.Claim;
import io.lapse.schemas.signature.SignatureVerifier;
import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostEventPublisherTest {
  private static final List<LedgerInput> INPUTS =
      Recordings.read(Manifest.load(Recorded.run("D_std_J60").resolve("manifest-claims.json")))
          .inputs();

  private final Topics topics = Topics.named("test.");

  @Test
  void send_keepsTheOrder_andKeysByGuest() {
    MockProducer<byte[], byte[]> producer = producer(true);

    HostEventPublisher.Published published;
    try (HostEventPublisher publisher =
        new HostEventPublisher(producer, topics, HostSigners.none())) {
      INPUTS.forEach(publisher::send);
      published = publisher.flush();
    }

    List<LedgerInput> sent = producer.history().stream().map(this::decoded).toList();
    assertThat(sent).isEqualTo(INPUTS);
    assertThat(producer.history())
        .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
        .containsOnly("probe-std");
    assertThat(published.hostEvents())
        .isEqualTo(INPUTS.stream().filter(HostEvent.class::isInstance).count());
    assertThat(published.guestEvents())
        .isEqualTo(INPUTS.stream().filter(GuestEvent.class::isInstance).count())
        .isEqualTo(2);
    assertThat(published.total()).isEqualTo(INPUTS.size());
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void send_signsWhatIsSaidByAHostThatHasAKey(@TempDir Path keys) {
    KeyPair pair = KeyFile.generate();
    KeyFile.write(KeyFile.of(keys, "h0"), pair);
    MockProducer<byte[], byte[]> producer = producer(true);

    try (HostEventPublisher publisher =
        new HostEventPublisher(producer, topics, HostSigners.in(keys))) {
      INPUTS.forEach(publisher::send);
    }

    for (ProducerRecord<byte[], byte[]> record : producer.history()) {
      boolean ofH0 =
          decoded(record) instanceof HostEvent event && "h0".equals(event.envelope().host());
      if (SignatureHeaders.read(record.headers()) instanceof Claim.Signed signed) {
        assertThat(ofH0).isTrue();
        assertThat(
                new SignatureVerifier()
                    .verifies(signed.signature(), pair.getPublic(), record.key(), record.value()))
            .isTrue();
      } else {
        assertThat(ofH0).isFalse();
      }
    }
    assertThat(producer.history()).anyMatch(record -> record.headers().toArray().length == 2);
    assertThat(producer.history()).anyMatch(record -> record.headers().toArray().length == 0);
  }

  @Test
  void send_leavesRecordTimestampsToTheProducer() {
    MockProducer<byte[], byte[]> producer = producer(true);

    new HostEventPublisher(producer, topics, HostSigners.none()).send(INPUTS.get(0));

    assertThat(producer.history()).extracting(ProducerRecord::timestamp).containsOnlyNulls();
  }

  @Test
  void flush_namesTopicAndKey_whenTheBrokerDidNotAnswer() {
    MockProducer<byte[], byte[]> producer = producer(false);
    HostEventPublisher publisher = new HostEventPublisher(producer, topics, HostSigners.none());
    publisher.send(firstHostEvent());

    producer.errorNext(new TimeoutException("no answer in 2 min"));

    assertThatThrownBy(publisher::flush)
        .isInstanceOf(PublishException.class)
        .hasMessageMatching(
            "cannot send to topic test\\.host-events, key probe-std, event [A-Z][a-z]+ at [0-9]{19} ns"
                + " TAI: no answer in 2 min");
    assertThatThrownBy(() -> publisher.send(firstHostEvent())).isInstanceOf(PublishException.class);
    publisher.close();
    assertThat(producer.closed()).isTrue();
    assertThat(producer.history()).hasSize(1);
  }

  @Test
  void acknowledged_countsToTheFirstThatIsNotStored_andNothingIsSentAfterAFailure() {
    MockProducer<byte[], byte[]> producer = producer(false);
    HostEventPublisher publisher = new HostEventPublisher(producer, topics, HostSigners.none());
    INPUTS.subList(0, 4).forEach(publisher::send);
    producer.completeNext();
    producer.completeNext();

    producer.errorNext(new TimeoutException("no answer in 2 min"));

    assertThat(publisher.acknowledged()).isEqualTo(2);
    assertThat(producer.closed()).isTrue();
    assertThatThrownBy(publisher::throwIfFailed).isInstanceOf(PublishException.class);
  }

  @Test
  void send_namesTopicAndKey_whenTheProducerRefuses() {
    MockProducer<byte[], byte[]> producer = producer(true);
    producer.sendException = new TimeoutException("no metadata");
    HostEventPublisher publisher = new HostEventPublisher(producer, topics, HostSigners.none());

    assertThatThrownBy(() -> publisher.send(firstHostEvent()))
        .isInstanceOf(PublishException.class)
        .hasMessageMatching(
            "cannot send to topic test\\.host-events, key probe-std, event [A-Z][a-z]+ at [0-9]{19} ns"
                + " TAI: no metadata");
  }

  @Test
  void eventThatIsTooLarge_isNamed_andNotSent() {
    MockProducer<byte[], byte[]> producer = producer(true);
    HostEventPublisher publisher = new HostEventPublisher(producer, topics, HostSigners.none());
    Envelope envelope =
        new Envelope(
            "large",
            null,
            Stamp.of(new TaiInstant(1_800_000_000_000_000_000L), 0),
            Source.QMP,
            null);
    ArmedTimer timer =
        new ArmedTimer("t".repeat(200), TimerKind.TIMERFD, TimerClock.TAI, true, 1, 0, false, true);
    GuestEvent inventory =
        new GuestEvent.Inventory(
            envelope, 1, 1, 1, 37, Collections.nCopies(GuestEvent.Inventory.TIMERS_MAX, timer));

    assertThatThrownBy(() -> publisher.send(inventory))
        .isInstanceOf(PublishException.class)
        .hasMessageStartingWith(
            "cannot send to topic test.guest-events, key large, event Inventory at"
                + " 1800000000000000000 ns TAI: an event must be at most 1048576 bytes: 2");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void config_isIdempotent_whateverTheSettingsSay() {
    Map<String, Object> config =
        HostEventPublisher.config(
            Map.of(ProducerConfig.ACKS_CONFIG, "0", ProducerConfig.LINGER_MS_CONFIG, 0));

    assertThat(config)
        .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
        .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
        .containsEntry(ProducerConfig.LINGER_MS_CONFIG, 0);
  }

  private LedgerInput decoded(ProducerRecord<byte[], byte[]> record) {
    return record.topic().equals(topics.hostEvents().name())
        ? topics
            .hostEvents()
            .valueSerde()
            .deserializer()
            .deserialize(record.topic(), record.value())
        : topics
            .guestEvents()
            .valueSerde()
            .deserializer()
            .deserialize(record.topic(), record.value());
  }

  private static LedgerInput firstHostEvent() {
    return INPUTS.stream().filter(HostEvent.class::isInstance).findFirst().orElseThrow();
  }

  private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
