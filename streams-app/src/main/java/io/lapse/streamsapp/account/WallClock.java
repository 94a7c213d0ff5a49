package io.lapse.streamsapp.account;

import io.lapse.ledger.time.TaiInstant;
import org.threeten.extra.scale.UtcRules;

/** This machine's clock on the TAI scale, by the leap-second table of threeten-extra. */
public final class WallClock {
  private static final long MILLI_NANOS = 1_000_000;
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final long DAY_MILLIS = 86_400_000;

  /** 1970-01-01 as a Modified Julian Day. */
  private static final long EPOCH_DAY = 40_587;

  private static final UtcRules RULES = UtcRules.system();

  private WallClock() {}

  /**
   * The instant.
   *
   * @param utcMillis ms since 1970-01-01T00:00:00Z, as Kafka counts
   */
  public static TaiInstant tai(long utcMillis) {
    int offsetSeconds = RULES.getTaiOffset(EPOCH_DAY + Math.floorDiv(utcMillis, DAY_MILLIS));
    return new TaiInstant(
        Math.addExact(Math.multiplyExact(utcMillis, MILLI_NANOS), offsetSeconds * SECOND_NANOS));
  }
}
