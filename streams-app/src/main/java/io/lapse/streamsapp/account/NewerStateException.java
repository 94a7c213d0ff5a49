package io.lapse.streamsapp.account;

import org.apache.kafka.common.errors.SerializationException;

/**
 * What is kept of a guest was written by a newer Lapse. Nothing is wrong with the guest's inputs:
 * they must wait for an instance that can read the state.
 */
public final class NewerStateException extends RuntimeException {
  NewerStateException(String guest, SerializationException cause) {
    super(
        "the state of "
            + guest
            + " was written by a newer Lapse: upgrade this instance, or stop it until it is: "
            + cause.getMessage(),
        cause);
  }
}
