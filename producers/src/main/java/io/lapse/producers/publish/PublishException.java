package io.lapse.producers.publish;

/** An event could not be sent; the message names its topic and its key, the guest. */
public final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PublishException(String topic, String guest, Throwable cause) {
    super(
        "cannot send an event to topic "
            + topic
            + ", key "
            + guest
            + ": "
            + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
        cause);
  }
}
