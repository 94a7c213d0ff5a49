package io.lapse.streamsapp.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.streamsapp.records.UnreadException.Why;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Who gets a consumer, and what becomes of it. */
class TopicReadersTest {
  private final List<MockConsumer<byte[], byte[]>> made =
      Collections.synchronizedList(new ArrayList<>());
  private final TopicReaders readers =
      new TopicReaders(
          () -> {
            MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
            made.add(consumer);
            return consumer;
          });

  private static void assertUnread(ThrowingRead read, Why why) {
    assertThatThrownBy(read::read)
        .isInstanceOfSatisfying(UnreadException.class, e -> assertThat(e.why()).isEqualTo(why));
  }

  private interface ThrowingRead {
    void read() throws UnreadException;
  }

  @Test
  void consumer_isUsedAgain() throws UnreadException {
    assertThat(readers.<String>read(consumer -> "one")).isEqualTo("one");
    assertThat(readers.<String>read(consumer -> "two")).isEqualTo("two");

    assertThat(made).hasSize(1);
  }

  @Test
  void consumerThatFailed_isClosed_andNeverUsedAgain() throws UnreadException {
    assertUnread(
        () ->
            readers.read(
                consumer -> {
                  throw new KafkaException("gone");
                }),
        Why.UNREADABLE);
    assertUnread(
        () ->
            readers.read(
                consumer -> {
                  throw new TimeoutException("slow");
                }),
        Why.TOO_SLOW);

    assertThat(readers.<Integer>read(consumer -> made.size())).isEqualTo(3);
    assertThat(made).extracting(MockConsumer::closed).containsExactly(true, true, false);
  }

  @Test
  void moreQuestionsThanConsumers_waitALittle_andAreRefused() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(TopicReaders.READERS_MAX);
    CountDownLatch reading = new CountDownLatch(TopicReaders.READERS_MAX);
    CountDownLatch end = new CountDownLatch(1);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < TopicReaders.READERS_MAX; i++) {
      answers.add(
          threads.submit(
              () ->
                  readers.read(
                      consumer -> {
                        reading.countDown();
                        awaitUninterrupted(end);
                        return "answer";
                      })));
    }
    reading.await();

    assertUnread(() -> readers.read(consumer -> "third"), Why.BUSY);

    end.countDown();
    for (Future<String> answer : answers) {
      assertThat(answer.get()).isEqualTo("answer");
    }
    threads.shutdown();
    assertThat(readers.<String>read(consumer -> "later")).isEqualTo("later");
    assertThat(made).hasSize(TopicReaders.READERS_MAX);
  }

  private static void awaitUninterrupted(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closed_readsNothing_andLeavesNoConsumerOpen() throws UnreadException {
    readers.read(
        consumer -> {
          readers.close();
          return "still answered";
        });

    assertUnread(() -> readers.read(consumer -> "late"), Why.UNREADABLE);
    assertThat(made).extracting(MockConsumer::closed).containsExactly(true);
  }
}
