package io.lapse.producers.produce.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.producers.produce.journal.Journal;
import io.lapse.producers.produce.journal.JournalEvent;
import io.lapse.producers.signing.HostSigners;
import io.lapse.schemas.codec.InputLimits;
import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SenderTest {
  private static final long BYTES_MAX = 1L << 24;

  @TempDir private Path folder;

  private final Topics topics = Topics.named("test.");
  private final List<MockProducer<byte[], byte[]>> clients = new ArrayList<>();
  private final Counts counts = new Counts();

  @Test
  void run_sendsInOrder_andAcknowledges() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("a", "1", List.of(event(JournalEvent.Kind.HOST, "x")));
      journal.append("a", "2", List.of(event(JournalEvent.Kind.GUEST, "y")));

      runToTheEnd(journal, topic -> {});

      assertThat(sent(0)).containsExactly("test.host-events x", "test.guest-events y");
      assertThat(journal.acknowledged()).isEqualTo(journal.end());
      assertThat(counts.sent).isEqualTo(2);
    }
  }

  @Test
  void run_triesAgainWithANewClient_whereATopicIsMissingAtFirst() throws Exception {
    List<String> asked = new ArrayList<>();
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("a", "1", List.of(event(JournalEvent.Kind.HOST, "x")));

      runToTheEnd(
          journal,
          topic -> {
            asked.add(topic);
            if (asked.size() == 1) {
              throw new TimeoutException("nobody answers");
            }
          });

      assertThat(clients).hasSize(2);
      assertThat(sent(0)).isEmpty();
      assertThat(sent(1)).containsExactly("test.host-events x");
      assertThat(counts.failing).containsExactly("nobody answers");
      assertThat(clients.get(0).closed()).isTrue();
    }
  }

  @Test
  void run_setsAside_whatNoTopicTakes() throws Exception {
    JournalEvent large =
        new JournalEvent(
            JournalEvent.Kind.HOST, "large", "h0", new byte[InputLimits.RECORD_BYTES_MAX + 1]);
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      JournalEvent small = event(JournalEvent.Kind.HOST, "x");
      journal.append("a", "1", List.of(small, large, small));

      runToTheEnd(journal, topic -> {});

      assertThat(sent(0)).containsExactly("test.host-events x", "test.host-events x");
      assertThat(Files.readAllLines(folder.resolve("refused.jsonl")))
          .singleElement()
          .asString()
          .startsWith(
              "{\"reason\":\"an event must be at most 1048576 bytes: 1048577\",\"kind\":\"host\","
                  + "\"guest\":\"large\",\"host\":\"h0\",\"value\":\"AAAA");
      assertThat(journal.acknowledged()).isEqualTo(journal.end());
      assertThat(counts.refused).isEqualTo(1);
    }
  }

  @Test
  void run_sendsAgainFromTheAcknowledgedPlace_afterAFailure() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("a", "1", List.of(event(JournalEvent.Kind.HOST, "x")));
      Function<JournalEvent, ProducerRecord<byte[], byte[]>> failsOnce =
          event -> {
            if (clients.size() == 1) {
              throw new KafkaException("fenced");
            }
            return Brokers.record(event, topics, HostSigners.none());
          };
      Sender sender = new Sender(journal, folder, brokers(topic -> {}), failsOnce, counts);
      sender.end();

      sender.run();

      assertThat(sent(1)).containsExactly("test.host-events x");
      assertThat(sender.oldestMillis()).isZero();
    }
  }

  private void runToTheEnd(Journal journal, Consumer<String> topicCheck) {
    Function<JournalEvent, ProducerRecord<byte[], byte[]>> records =
        event -> Brokers.record(event, topics, HostSigners.none());
    Sender sender = new Sender(journal, folder, brokers(topicCheck), records, counts);
    sender.end();
    sender.run();
  }

  private Brokers brokers(Consumer<String> topicCheck) {
    return new Brokers() {
      @Override
      public Producer<byte[], byte[]> connect() {
        MockProducer<byte[], byte[]> client =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        clients.add(client);
        return client;
      }

      @Override
      public void require(String topic) {
        topicCheck.accept(topic);
      }
    };
  }

  private List<String> sent(int client) {
    return clients.get(client).history().stream()
        .map(record -> record.topic() + " " + new String(record.key(), StandardCharsets.UTF_8))
        .toList();
  }

  private static JournalEvent event(JournalEvent.Kind kind, String guest) {
    return new JournalEvent(kind, guest, "h0", new byte[] {1, 2, 3});
  }

  private static final class Counts implements SendListener {
    private int sent;
    private int refused;
    private final List<String> failing = new ArrayList<>();

    @Override
    public void sent(int events) {
      sent += events;
    }

    @Override
    public void refused() {
      refused++;
    }

    @Override
    public void failing(String why) {
      failing.add(why);
    }
  }
}
