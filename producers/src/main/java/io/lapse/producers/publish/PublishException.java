package io.lapse.producers.publish;

import io.lapse.ledger.LedgerInput;

/** An event or a policy could not be sent; the message names its topic, its key and its stamp. */
public final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PublishException(String topic, String key, Throwable cause) {
    super("cannot send to topic " + topic + ", key " + key + ": " + reason(cause), cause);
  }

  PublishException(String topic, LedgerInput event, Throwable cause) {
    super(
        "cannot send to topic "
            + topic
            + ", key "
            + event.guest()
            + ", event "
            + event.getClass().getSimpleName()
            + " at "
            + event.stamp().at().nanos()
            + " ns TAI: "
            + reason(cause),
        cause);
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
