package io.lapse.streamsapp.alert;

import io.lapse.ledger.time.TaiInstant;
import java.time.Instant;

/** Receivers count in UTC: by the leap-second table of threeten-extra. */
public final class Utc {
  private static final long SECOND_NANOS = 1_000_000_000;

  /** From 1958-01-01, where threeten-extra begins to count TAI, to 1970-01-01. */
  private static final long EPOCH_SECONDS = 4_383L * 86_400;

  private Utc() {}

  /** What a clock that counts UTC shows then. */
  public static Instant of(TaiInstant at) {
    return org.threeten.extra.scale.TaiInstant.ofTaiSeconds(
            Math.floorDiv(at.nanos(), SECOND_NANOS) + EPOCH_SECONDS,
            Math.floorMod(at.nanos(), SECOND_NANOS))
        .toInstant();
  }

  /** The instant that a clock that counts UTC shows. */
  public static TaiInstant tai(Instant utc) {
    org.threeten.extra.scale.TaiInstant tai = org.threeten.extra.scale.TaiInstant.of(utc);
    return new TaiInstant((tai.getTaiSeconds() - EPOCH_SECONDS) * SECOND_NANOS + tai.getNano());
  }
}
