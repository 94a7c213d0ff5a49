package io.lapse.cli.text;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.tai.UtcScale;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** TAI instants as UTC, for reading. */
public final class Instants {
  private static final long SECOND_NANOS = 1_000_000_000;

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private Instants() {}

  /** {@code 11-22 21:49:28.865}, cut to milliseconds; {@code ?} for null. */
  public static String utc(@Nullable TaiInstant at) {
    if (at == null) {
      return "?";
    }
    long utcNanos = UtcScale.toUtcNanos(at);
    return MILLIS.format(
        Instant.ofEpochSecond(
            Math.floorDiv(utcNanos, SECOND_NANOS), Math.floorMod(utcNanos, SECOND_NANOS)));
  }
}
