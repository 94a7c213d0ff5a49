package io.lapse.cli.text;

import io.lapse.ledger.time.TaiInstant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.scale.UtcInstant;

/** TAI instants as UTC, for reading. */
public final class Instants {
  private static final long SECOND_NANOS = 1_000_000_000;

  /** 1958-01-01 to 1970-01-01 in seconds: where the library's TAI begins, and where ours does. */
  private static final long TAI_1958_TO_1970_SECONDS = 378_691_200;

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private Instants() {}

  /** {@code 11-22 21:49:28.865}, cut to milliseconds; {@code ?} for null. */
  public static String utc(@Nullable TaiInstant at) {
    if (at == null) {
      return "?";
    }
    long seconds = Math.floorDiv(at.nanos(), SECOND_NANOS) + TAI_1958_TO_1970_SECONDS;
    long nanos = Math.floorMod(at.nanos(), SECOND_NANOS);
    Instant utc =
        UtcInstant.of(org.threeten.extra.scale.TaiInstant.ofTaiSeconds(seconds, nanos)).toInstant();
    return MILLIS.format(utc);
  }
}
