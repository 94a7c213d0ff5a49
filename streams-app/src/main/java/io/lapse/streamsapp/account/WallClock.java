package io.lapse.streamsapp.account;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.tai.UtcScale;

/** This machine's clock on the TAI scale. */
public final class WallClock {
  private static final long MILLI_NANOS = 1_000_000;

  private WallClock() {}

  /**
   * The instant.
   *
   * @param utcMillis ms since 1970-01-01T00:00:00Z, as Kafka counts
   */
  public static TaiInstant tai(long utcMillis) {
    return UtcScale.toTai(Math.multiplyExact(utcMillis, MILLI_NANOS));
  }
}
