package io.lapse.producers.publish;

/** An event or a policy could not be sent; the message names its topic and its key. */
public final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PublishException(String topic, String key, Throwable cause) {
    super(
        "cannot send to topic "
            + topic
            + ", key "
            + key
            + ": "
            + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
        cause);
  }
}
