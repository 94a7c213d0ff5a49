package io.lapse.streamsapp.http;

import io.lapse.streamsapp.query.Books;
import io.lapse.streamsapp.query.Instance;
import io.lapse.streamsapp.query.Reading;
import io.lapse.streamsapp.query.Reading.Elsewhere;
import io.lapse.streamsapp.query.Reading.Found;
import io.lapse.streamsapp.query.Reading.Reason;
import io.lapse.streamsapp.query.Reading.Unavailable;
import io.lapse.telemetry.Route.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Finds who can answer for a guest.
 *
 * <pre>
 *   this instance, if it owns the guest
 *   else its owner, one hop away
 *   else, if the client takes stale answers: a copy here, then copies elsewhere
 *   else once more from the start, for as long as {@link #PATIENCE} lasts
 * </pre>
 *
 * <p>A question that was passed on is answered here or not at all: who passed it on asks again.
 */
final class GuestRouting {
  /** How long one question is asked again and again. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  static final Duration PAUSE = Duration.ofMillis(50);

  /**
   * How many questions are passed on at once. It is half of what the server answers at once: two
   * instances that wait for each other still have room for what the other passes on.
   */
  static final int PASSED_ON_MAX = 8;

  private static final int UNAVAILABLE = 503;

  /** Waits; replaced where nobody should. */
  interface Pause {
    void of(Duration length) throws InterruptedException;
  }

  private final Books books;
  private final GuestAnswers answers;
  private final Peers peers;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final Semaphore passingOn = new Semaphore(PASSED_ON_MAX);

  GuestRouting(Books books, GuestAnswers answers, Peers peers, LongSupplier nanoTime, Pause pause) {
    this.books = books;
    this.answers = answers;
    this.peers = peers;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /**
   * Answers.
   *
   * @param wasPassedOn whether another instance asks
   */
  Response answer(GuestRequest request, boolean wasPassedOn) {
    if (wasPassedOn) {
      return hereOnly(request);
    }
    long deadline = nanoTime.getAsLong() + PATIENCE.toNanos();
    Response response = once(request);
    while (isWorthAsking(response) && deadline - nanoTime.getAsLong() > 0) {
      try {
        pause.of(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return response;
      }
      response = once(request);
    }
    return response;
  }

  /** Whatever does not say when to ask again never has another answer. */
  private static boolean isWorthAsking(Response response) {
    return response.status() == UNAVAILABLE
        && response.headers().containsKey(LedgerApi.RETRY_AFTER);
  }

  private Response hereOnly(GuestRequest request) {
    Reading reading = books.owned(request.guest());
    if (isAnswer(reading) || request.staleMax() == null) {
      return response(request, reading);
    }
    return response(request, books.copied(request.guest(), request.staleMax()));
  }

  private Response once(GuestRequest request) {
    Reading reading = books.owned(request.guest());
    if (isAnswer(reading)) {
      return response(request, reading);
    }
    Response fresh =
        reading instanceof Elsewhere elsewhere
            ? fromOwner(request, elsewhere)
            : response(request, reading);
    if (fresh.status() != UNAVAILABLE || request.staleMax() == null) {
      return fresh;
    }
    return fromCopies(request, request.staleMax(), reading).orElse(fresh);
  }

  private Response fromOwner(GuestRequest request, Elsewhere elsewhere) {
    Instance owner = elsewhere.owner();
    if (owner == null) {
      return Problem.of(elsewhere.why());
    }
    if (!passingOn.tryAcquire()) {
      return Problem.of(
          new Unavailable(
              Reason.BUSY, "too many questions are being passed on to other instances"));
    }
    try {
      return peers
          .ask(owner, request.path())
          .orElseGet(
              () ->
                  Problem.of(
                      new Unavailable(
                          Reason.OWNER_UNREACHABLE,
                          owner + " owns the guest, and does not answer")));
    } finally {
      passingOn.release();
    }
  }

  /** Empty if none answers; why the owner did not says more than why they did not. */
  private Optional<Response> fromCopies(GuestRequest request, long staleMax, Reading reading) {
    Reading copy = books.copied(request.guest(), staleMax);
    if (isAnswer(copy)) {
      return Optional.of(response(request, copy));
    }
    List<Instance> standbys =
        reading instanceof Elsewhere elsewhere ? elsewhere.standbys() : List.of();
    for (Instance standby : standbys) {
      Optional<Response> answer = askCopy(standby, request);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private Optional<Response> askCopy(Instance standby, GuestRequest request) {
    if (!passingOn.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return peers
          .ask(standby, request.pathOfCopy())
          .filter(answer -> answer.status() != UNAVAILABLE);
    } finally {
      passingOn.release();
    }
  }

  private static boolean isAnswer(Reading reading) {
    return reading instanceof Found
        || (reading instanceof Unavailable none && none.reason() == Reason.NO_SUCH_GUEST);
  }

  private Response response(GuestRequest request, Reading reading) {
    if (reading instanceof Found found) {
      return answers.of(request, found);
    }
    return Problem.of(
        reading instanceof Elsewhere elsewhere ? elsewhere.why() : (Unavailable) reading);
  }
}
