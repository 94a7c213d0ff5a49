package io.lapse.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedBrokerIT {
  private static final String TOPIC = "words";

  @Test
  void broker_keepsAndReturnsRecords() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      create(broker, TOPIC);
      produce(broker, "one", "two");

      List<String> read = read(broker, 2);

      assertThat(read).containsExactly("one", "two");
    }
  }

  @Test
  void close_freesPortAndDeletesData() throws IOException {
    EmbeddedBroker broker = EmbeddedBroker.start();
    assertThat(broker.data()).isNotEmptyDirectory();

    broker.close();

    assertThat(broker.data()).doesNotExist();
    int port = Integer.parseInt(broker.bootstrapServers().split(":", 2)[1]);
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
    }
  }

  @Test
  void broker_startedAgainWhereItsDataIs_goesOn(@TempDir Path data) throws Exception {
    BrokerSettings settings = EmbeddedBroker.settings(data);
    try (EmbeddedBroker first = EmbeddedBroker.startWith(settings, Map.of())) {
      create(first, TOPIC);
      produce(first, "one", "two");
    }

    try (EmbeddedBroker second = EmbeddedBroker.startWith(settings, Map.of())) {
      List<String> read = read(second, 2);

      assertThat(read).containsExactly("one", "two");
    }
  }

  @Test
  void brokers_standSideBySide() throws Exception {
    try (EmbeddedBroker one = EmbeddedBroker.start();
        EmbeddedBroker other = EmbeddedBroker.start()) {
      create(one, TOPIC);

      assertThat(topics(one)).containsExactly(TOPIC);
      assertThat(topics(other)).isEmpty();
    }
  }

  private static void create(EmbeddedBroker broker, String topic) throws Exception {
    try (Admin admin = admin(broker)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static Iterable<String> topics(EmbeddedBroker broker) throws Exception {
    try (Admin admin = admin(broker)) {
      return admin.listTopics().names().get();
    }
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Closing the producer waits for all of them.
  private static void produce(EmbeddedBroker broker, String... words) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (String word : words) {
        producer.send(new ProducerRecord<>(TOPIC, word));
      }
    }
  }

  private static List<String> read(EmbeddedBroker broker, int count) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
    List<String> words = new ArrayList<>();
    try (KafkaConsumer<byte[], String> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      while (words.size() < count) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> words.add(record.value()));
      }
    }
    return words;
  }
}
