package io.lapse.schemas.topic;

import org.apache.kafka.common.errors.SerializationException;

/** Bytes of a schema version that this build does not know: a newer one wrote them. */
public final class UnknownVersionException extends SerializationException {
  UnknownVersionException(String message, Throwable cause) {
    super(message, cause);
  }
}
