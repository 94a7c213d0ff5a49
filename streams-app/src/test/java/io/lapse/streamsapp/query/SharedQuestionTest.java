package io.lapse.streamsapp.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedQuestionTest {
  private final List<Set<String>> asked = new ArrayList<>();
  private final List<CompletableFuture<Integer>> answers = new ArrayList<>();
  private final SharedQuestion<String, Integer> question = new SharedQuestion<>(this::ask);

  private CompletableFuture<Integer> ask(Set<String> about) {
    asked.add(about);
    answers.add(new CompletableFuture<>());
    return answers.get(answers.size() - 1);
  }

  @Test
  void first_isAskedAtOnce() {
    CompletableFuture<Integer> first = question.about(Set.of("a"));

    assertThat(asked).containsExactly(Set.of("a"));
    answers.get(0).complete(1);
    assertThat(first).isCompletedWithValue(1);
  }

  @Test
  void thoseWhoComeMeanwhile_shareTheNext_andNotTheOneBefore() {
    CompletableFuture<Integer> first = question.about(Set.of("a"));
    CompletableFuture<Integer> second = question.about(Set.of("a", "b"));
    CompletableFuture<Integer> third = question.about(Set.of("c"));
    assertThat(asked).hasSize(1);

    answers.get(0).complete(1);

    assertThat(first).isCompletedWithValue(1);
    assertThat(second).isNotDone();
    assertThat(asked).containsExactly(Set.of("a"), Set.of("a", "b", "c"));
    answers.get(1).complete(2);
    assertThat(second).isCompletedWithValue(2);
    assertThat(third).isCompletedWithValue(2);
  }

  @Test
  void whenAllAreAnswered_theNextIsAskedAtOnce() {
    CompletableFuture<Integer> first = question.about(Set.of("a"));
    answers.get(0).complete(1);

    CompletableFuture<Integer> second = question.about(Set.of("b"));

    assertThat(first).isCompletedWithValue(1);
    assertThat(second).isNotDone();
    assertThat(asked).containsExactly(Set.of("a"), Set.of("b"));
  }

  @Test
  void questionThatFails_failsForItsOwnAskers() {
    CompletableFuture<Integer> first = question.about(Set.of("a"));
    CompletableFuture<Integer> second = question.about(Set.of("b"));

    answers.get(0).completeExceptionally(new IllegalStateException("as it should"));
    answers.get(1).complete(2);

    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedWithValue(2);
  }

  @Test
  void questionThatCannotBeAsked_fails_andTheNextIsAskedAllTheSame() {
    AtomicInteger asks = new AtomicInteger();
    SharedQuestion<String, Integer> closed =
        new SharedQuestion<>(
            about -> {
              if (asks.incrementAndGet() == 1) {
                throw new IllegalStateException("as it should");
              }
              return CompletableFuture.completedFuture(2);
            });

    assertThat(closed.about(Set.of("a"))).isCompletedExceptionally();
    assertThat(closed.about(Set.of("a"))).isCompletedWithValue(2);
  }

  @Test
  void whoeverGivesUp_takesTheAnswerFromNobody() {
    CompletableFuture<Integer> first = question.about(Set.of("a"));
    CompletableFuture<Integer> second = question.about(Set.of("b"));
    CompletableFuture<Integer> third = question.about(Set.of("b"));

    second.cancel(true);
    answers.get(0).complete(1);
    answers.get(1).complete(2);

    assertThat(first).isCompletedWithValue(1);
    assertThat(third).isCompletedWithValue(2);
  }

  @Test
  void manyAtOnce_areAnsweredByWhatWasAskedAfterTheyCame_oneQuestionAtATime() throws Exception {
    AtomicLong clock = new AtomicLong();
    AtomicInteger open = new AtomicInteger();
    AtomicInteger openMax = new AtomicInteger();
    AtomicInteger asks = new AtomicInteger();
    ExecutorService brokers = Executors.newSingleThreadExecutor();
    SharedQuestion<Integer, Long> shared =
        new SharedQuestion<>(
            about -> {
              openMax.accumulateAndGet(open.incrementAndGet(), Math::max);
              asks.incrementAndGet();
              long askedAt = clock.incrementAndGet();
              return CompletableFuture.supplyAsync(
                  () -> {
                    open.decrementAndGet();
                    return askedAt;
                  },
                  brokers);
            });
    ExecutorService askers = Executors.newFixedThreadPool(8);
    List<Future<Integer>> done = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int key = i;
      done.add(askers.submit(rounds(shared, clock, key)));
    }

    int answered = 0;
    for (Future<Integer> each : done) {
      answered += each.get(30, TimeUnit.SECONDS);
    }
    askers.shutdown();
    brokers.shutdown();

    assertThat(answered).isEqualTo(8 * 2_000);
    assertThat(openMax).hasValue(1);
    assertThat(asks).hasValueLessThanOrEqualTo(answered);
  }

  private static Callable<Integer> rounds(
      SharedQuestion<Integer, Long> shared, AtomicLong clock, int key) {
    return () -> {
      int answered = 0;
      for (int round = 0; round < 2_000; round++) {
        long came = clock.incrementAndGet();
        assertThat(shared.about(Set.of(key)).get(30, TimeUnit.SECONDS)).isGreaterThan(came);
        answered++;
      }
      return answered;
    };
  }
}
