package io.lapse.streamsapp.query;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A question that many ask at once, and that is asked once at a time: those who come while an
 * answer is on its way share the next question. So each answer was asked for after its asker came,
 * and askers wait for two answers at most, however many they are.
 *
 * @param <K> what is asked about
 * @param <A> the answer, about all that was asked
 */
final class SharedQuestion<K, A> {
  private final Function<Set<K>, CompletionStage<A>> ask;
  private boolean isAsked;
  private @Nullable Round next;

  private final class Round {
    private final Set<K> about = new HashSet<>();
    private final CompletableFuture<A> answer = new CompletableFuture<>();
  }

  /**
   * Makes it.
   *
   * @param ask must not block; the answer comes in any thread
   */
  SharedQuestion(Function<Set<K>, CompletionStage<A>> ask) {
    this.ask = ask;
  }

  /** Asks; the answer may tell about more. It fails as the question does. */
  CompletableFuture<A> about(Set<K> keys) {
    Round round = join(keys);
    if (round == null) {
      round = new Round();
      round.about.addAll(keys);
      begin(round);
    }
    // Whoever gives up waiting must not end the others' answer.
    return round.answer.copy();
  }

  /** The next round; null if there is none yet, and the caller has to begin it at once. */
  private synchronized @Nullable Round join(Set<K> keys) {
    if (!isAsked) {
      isAsked = true;
      return null;
    }
    if (next == null) {
      next = new Round();
    }
    next.about.addAll(keys);
    return next;
  }

  private void begin(Round round) {
    CompletionStage<A> asked;
    try {
      asked = ask.apply(Set.copyOf(round.about));
    } catch (RuntimeException e) {
      asked = CompletableFuture.failedFuture(e);
    }
    asked.whenComplete(
        (answer, failure) -> {
          Round following = following();
          if (following != null) {
            begin(following);
          }
          if (failure == null) {
            round.answer.complete(answer);
          } else {
            round.answer.completeExceptionally(failure);
          }
        });
  }

  private synchronized @Nullable Round following() {
    Round following = next;
    next = null;
    isAsked = following != null;
    return following;
  }
}
