package io.lapse.streamsapp.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees what the fold does, where it does it: in the instance that owns the guest. All threads of an
 * instance call one observer, at each input; it must be quick, and must not fail.
 */
public interface FoldObserver {
  /** One that looks away. */
  FoldObserver NONE = new FoldObserver() {};

  /** What an input goes through. */
  enum Stage {
    /** From bytes to an input. */
    DECODE,
    /** From an input and a state to a step. */
    FOLD,
    /** The state is kept, and what follows is handed to Kafka's producer. */
    PUBLISH
  }

  /** A stage took so long, whatever came of it. */
  default void spent(Stage stage, long nanos) {}

  /**
   * An input is next.
   *
   * @param recordMillis the timestamp of its record, in ms since 1970 UTC
   */
  default void arrived(LedgerInput input, long recordMillis) {}

  /** These policies hold from now on, besides the built-in one. */
  default void judgedBy(List<Policy> policies) {}

  /**
   * An input was read again, or does not count; nothing followed.
   *
   * @param partition that the guest is in
   */
  default void passedOver(int partition, LedgerInput input, Step step) {}

  /**
   * An input was accepted, and what follows published.
   *
   * @param partition that the guest is in
   */
  default void published(int partition, LedgerInput input, Step step) {}

  /** A policy led to a step without an input, and what follows was published. */
  default void rejudged(Step step) {}

  /**
   * An input went to quarantine.
   *
   * @param topic that it came from
   * @param input null if its bytes are none
   */
  default void refused(String topic, @Nullable LedgerInput input, Reason reason) {}
}
