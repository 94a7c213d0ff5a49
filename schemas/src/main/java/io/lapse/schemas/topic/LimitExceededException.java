package io.lapse.schemas.topic;

import org.apache.kafka.common.errors.SerializationException;

/** A record that holds more than one may. */
final class LimitExceededException extends SerializationException {
  private static final long serialVersionUID = 1L;

  LimitExceededException(String what, long found, long max) {
    super(what + " must be at most " + max + ": " + found);
  }
}
