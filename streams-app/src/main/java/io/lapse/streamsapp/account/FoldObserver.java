package io.lapse.streamsapp.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Step;
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

  /** An input was read again, or does not count; nothing followed. */
  default void passedOver(LedgerInput input, Outcome outcome) {}

  /** An input was accepted, and what follows published. */
  default void published(LedgerInput input, Step step) {}

  /** A policy led to a step without an input. */
  default void rejudged(Step step) {}

  /**
   * An input went to quarantine.
   *
   * @param topic that it came from
   * @param input null if its bytes are none
   */
  default void refused(String topic, @Nullable LedgerInput input, Reason reason) {}
}
