package io.lapse.streamsapp.account;

import io.lapse.ledger.account.GuestState;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How much is kept of one guest. What a changelog does not take would stop every guest of the
 * application, and again after each restart; so the limit is met here, before anything is stored.
 */
final class StateSize {
  /** Half of what the changelog takes. */
  static final int STATE_BYTES_MAX = 8 * 1024 * 1024;

  private StateSize() {}

  /** The guest's books are full: nothing was stored. */
  static final class ExceededException extends SerializationException {
    ExceededException(int bytes) {
      super("expected a state of at most " + STATE_BYTES_MAX + " bytes for a guest: " + bytes);
    }
  }

  static Serde<GuestState.Snapshot> limited(Serde<GuestState.Snapshot> states) {
    Serializer<GuestState.Snapshot> unlimited = states.serializer();
    Serializer<GuestState.Snapshot> limited =
        (topic, state) -> {
          byte[] bytes = unlimited.serialize(topic, state);
          if (bytes != null && bytes.length > STATE_BYTES_MAX) {
            throw new ExceededException(bytes.length);
          }
          return bytes;
        };
    return Serdes.serdeFrom(limited, states.deserializer());
  }
}
