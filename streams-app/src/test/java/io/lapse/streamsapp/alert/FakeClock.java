package io.lapse.streamsapp.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Both clocks, moved by hand. */
public final class FakeClock implements AlertClock, InstantSource {
  /** 2026-11-29T12:00:00Z. */
  public static final long START_MILLIS = 1_795_953_600_000L;

  private long millis;

  public void pass(Duration time) {
    millis += time.toMillis();
  }

  @Override
  public long utcMillis() {
    return START_MILLIS + millis;
  }

  @Override
  public long steadyMillis() {
    return 7 + millis;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(utcMillis());
  }
}
