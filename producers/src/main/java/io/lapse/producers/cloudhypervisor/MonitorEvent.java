package io.lapse.producers.cloudhypervisor;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.source.Anchor;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One record of the event monitor. Fields that it does not know are of no use to anybody here.
 *
 * @param source the part that speaks, such as {@code vm}
 * @param name what happened
 * @param timestamp how long the VMM has run; null if absent
 */
record MonitorEvent(String source, String name, @Nullable JsonFields timestamp) {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  static MonitorEvent parse(String record) throws MalformedException {
    JsonFields fields = JsonFields.of(StrictJson.object(record));
    if (!fields.isText("source") || !fields.isText("event")) {
      throw new MalformedException(
          "not an event of Cloud Hypervisor: expected timestamp, source, event, found: "
              + MalformedException.excerpt(record));
    }
    return new MonitorEvent(
        fields.text("source"), fields.text("event"), fields.objectOrNull("timestamp"));
  }

  /** Whether it comes before any other of a machine that this VMM makes. */
  boolean isFirstOfMachine() {
    return source.equals("vm")
        && (name.equals("booting")
            || name.equals("restoring")
            || name.equals("migration-receive-ready"));
  }

  /** How long the VMM had run; empty if the record does not say so. */
  OptionalLong sinceStart() {
    try {
      return OptionalLong.of(sinceStartNanos());
    } catch (MalformedException e) {
      return OptionalLong.empty();
    }
  }

  /** How long the VMM had run, in ns. */
  long sinceStartNanos() throws MalformedException {
    if (timestamp == null) {
      throw new MalformedException(
          "an event without timestamp, "
              + MalformedException.excerpt(name)
              + ": expected {\"secs\": ..., \"nanos\": ...}");
    }
    long secs = timestamp.bound("secs");
    long nanos = timestamp.bound("nanos");
    if (nanos >= NANOS_PER_SECOND) {
      throw new MalformedException("timestamp.nanos must be 0 to 999999999: " + nanos);
    }
    try {
      return Math.addExact(Math.multiplyExact(secs, NANOS_PER_SECOND), nanos);
    } catch (ArithmeticException e) {
      throw new MalformedException("timestamp.secs must lie within 64 bits of ns: " + secs);
    }
  }

  /** When it happened, by a monotonic clock that showed 0 at the anchor. */
  TaiInstant at(Anchor anchor) throws MalformedException {
    long sinceStartNanos = sinceStartNanos();
    try {
      return anchor.at().plus(sinceStartNanos);
    } catch (ArithmeticException e) {
      throw new MalformedException(
          "anchor_tai_ns and timestamp.secs must lie within 64 bits of ns: "
              + anchor.at().nanos()
              + " and "
              + sinceStartNanos / NANOS_PER_SECOND);
    }
  }
}
