package io.lapse.cli.text;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.tai.InstantText;
import io.lapse.schemas.tai.UtcScale;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** TAI instants as UTC: written for reading, and read as users write them. */
public final class Instants {
  private static final long SECOND_NANOS = 1_000_000_000;

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private Instants() {}

  /**
   * Reads what {@link InstantText} reads.
   *
   * @throws IllegalArgumentException if it is no instant, or outside 64 bits of nanoseconds
   */
  public static TaiInstant parse(String text) {
    return InstantText.parse(text);
  }

  /** {@code 2026-11-22T21:49:28.865000000Z}, as {@link InstantText} writes it. */
  public static String rfc3339(TaiInstant at) {
    return InstantText.rfc3339(at);
  }

  /** {@code 11-22 21:49:28.865}, cut to milliseconds; {@code ?} for null. */
  public static String utc(@Nullable TaiInstant at) {
    if (at == null) {
      return "?";
    }
    return millis(UtcScale.toUtcNanos(at));
  }

  /** The same of ns since 1970 on whatever scale: a clock's reading as it stands. */
  public static String millis(long nanos) {
    return MILLIS.format(
        Instant.ofEpochSecond(
            Math.floorDiv(nanos, SECOND_NANOS), Math.floorMod(nanos, SECOND_NANOS)));
  }
}
