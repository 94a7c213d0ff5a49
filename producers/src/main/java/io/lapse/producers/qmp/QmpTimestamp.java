package io.lapse.producers.qmp;

import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.MalformedException;
import io.lapse.schemas.tai.UtcScale;

/** The timestamp of a QMP event: the host's CLOCK_REALTIME when it was emitted. */
final class QmpTimestamp {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  /** The timestamp counts whole microseconds. */
  private static final long RESOLUTION_NANOS = NANOS_PER_MICRO;

  /** How long after the vCPUs stopped, or before they run, the event may be emitted. */
  private static final long LATENCY_NANOS = 5_000_000;

  private QmpTimestamp() {}

  static Stamp read(String event, QmpFields timestamp, long clockErrorNanos)
      throws MalformedException {
    long seconds = timestamp.number("seconds");
    long micros = timestamp.number("microseconds");
    if (seconds == -1 || micros == -1) {
      // So QEMU says that it could not read its clock.
      throw missing(event, "timestamp -1");
    }
    if (micros < 0 || micros >= MICROS_PER_SECOND) {
      throw new MalformedException("timestamp.microseconds must be 0 to 999999: " + micros);
    }
    try {
      long utcMicros = Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), micros);
      long utcNanos = Math.multiplyExact(utcMicros, NANOS_PER_MICRO);
      return stamp(UtcScale.toTai(utcNanos), clockErrorNanos);
    } catch (ArithmeticException e) {
      throw new MalformedException("timestamp.seconds must lie before the year 2262: " + seconds);
    }
  }

  /** An instant that QEMU stated. */
  static Stamp stamp(TaiInstant at, long clockErrorNanos) {
    return new Stamp(at, clockErrorNanos, RESOLUTION_NANOS, LATENCY_NANOS);
  }

  static MalformedException missing(String event, String found) {
    return new MalformedException(
        "an event without timestamp, "
            + event
            + " with "
            + found
            + ": expected {\"seconds\": ..., \"microseconds\": ...}");
  }
}
