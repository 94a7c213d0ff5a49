package io.lapse.producers.libvirt;

import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.MalformedException;
import io.lapse.schemas.tai.UtcScale;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time at which virsh printed a line, on the clock of its host, in its host's zone. */
final class VirshTimestamp {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})\\.([0-9]{3})"
              + "(?:Z|([+-][0-9]{2}):?([0-9]{2}))");

  /** virsh cuts off what is below a millisecond: the true instant may be later by that much. */
  private static final long RESOLUTION_NANOS = NANOS_PER_MILLI;

  /** How long after the hypervisor acted libvirt may tell virsh. */
  private static final long LATENCY_NANOS = 250_000_000;

  private VirshTimestamp() {}

  static boolean hasForm(String text) {
    return FORM.matcher(text).matches();
  }

  /** The instant that {@code text} shows. */
  static TaiInstant read(String text) throws MalformedException {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw malformed(text);
    }
    try {
      ZoneOffset zone =
          parts.group(4) == null
              ? ZoneOffset.UTC
              : ZoneOffset.of(parts.group(4) + ":" + parts.group(5));
      long seconds = LocalDateTime.parse(parts.group(1) + "T" + parts.group(2)).toEpochSecond(zone);
      long millis = Long.parseLong(parts.group(3));
      return UtcScale.toTai(
          Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), millis * NANOS_PER_MILLI));
    } catch (DateTimeException | ArithmeticException e) {
      throw malformed(text);
    }
  }

  /** An instant that virsh stated. */
  static Stamp stamp(TaiInstant at, long clockErrorNanos) {
    return new Stamp(at, clockErrorNanos, RESOLUTION_NANOS, LATENCY_NANOS);
  }

  private static MalformedException malformed(String text) {
    return new MalformedException(
        "not a time of virsh: expected one as 2026-11-22 21:52:56.275+0000, before 2262, found: "
            + MalformedException.excerpt(text));
  }
}
