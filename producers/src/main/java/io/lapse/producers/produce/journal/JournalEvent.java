package io.lapse.producers.produce.journal;

import org.jspecify.annotations.Nullable;

/**
 * An event as it goes to Kafka.
 *
 * @param guest its key
 * @param host who signs it; null if nobody does
 * @param value its encoded value
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
public record JournalEvent(Kind kind, String guest, @Nullable String host, byte[] value) {

  /** Which topic it goes to. The numbers stand in files: they never change. */
  public enum Kind {
    HOST(1),
    GUEST(2);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    static Kind of(int number) {
      for (Kind kind : values()) {
        if (kind.number == number) {
          return kind;
        }
      }
      throw new IllegalArgumentException("kind must be 1 or 2: " + number);
    }
  }
}
