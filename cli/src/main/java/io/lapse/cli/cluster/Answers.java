package io.lapse.cli.cluster;

import io.lapse.cli.failure.Failure;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.TimeoutException;

/** What a cluster answers, or why not. */
public final class Answers {
  private Answers() {}

  /**
   * Waits for an answer.
   *
   * @param question what was asked, as in "the topics"
   * @throws Failure if there is none, or it is a refusal
   */
  public static <T> T of(Future<T> answer, String question) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw refusal(question, e.getCause() == null ? e : e.getCause());
    }
  }

  /** The failure that an exception of Kafka's amounts to. */
  public static Failure refusal(String question, Throwable cause) {
    String reason =
        cause instanceof TimeoutException
            ? "no broker answered in time (" + cause.getMessage() + ")"
            : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return new Failure(question + ": " + reason, cause);
  }
}
