package io.lapse.producers.tai;

import io.lapse.ledger.time.TaiClock;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.tai.UtcScale;
import java.time.Instant;

/** This machine's clock, which counts UTC, on the TAI scale. */
public final class SystemTaiClock implements TaiClock {
  private static final long SECOND_NANOS = 1_000_000_000L;

  @Override
  public TaiInstant now() {
    Instant now = Instant.now();
    return UtcScale.toTai(
        Math.addExact(Math.multiplyExact(now.getEpochSecond(), SECOND_NANOS), now.getNano()));
  }
}
