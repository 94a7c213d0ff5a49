package io.lapse.whatif.report;

import io.lapse.ledger.time.TaiInstant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants for a reader, in UTC. */
final class Instants {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Seconds from 1958-01-01, where the library's TAI begins, to 1970-01-01. */
  private static final long SECONDS_1958_TO_1970 = 378_691_200L;

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Instants() {}

  /** To the second: {@code 2026-01-05 00:00:00 UTC}. */
  static String utc(TaiInstant at) {
    long seconds = Math.floorDiv(at.nanos(), SECOND_NANOS);
    int rest = Math.floorMod(at.nanos(), (int) SECOND_NANOS);
    return SECOND.format(
            org.threeten.extra.scale.TaiInstant.ofTaiSeconds(seconds + SECONDS_1958_TO_1970, rest)
                .toInstant())
        + " UTC";
  }

  /** As {@code lapse why} takes it. */
  static String exact(TaiInstant at) {
    return "tai:" + at.nanos();
  }
}
