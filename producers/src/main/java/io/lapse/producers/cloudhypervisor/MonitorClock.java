package io.lapse.producers.cloudhypervisor;

import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Anchor;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.producers.source.SourceInput;
import org.jspecify.annotations.Nullable;

/**
 * The stamps of an event monitor, on the TAI scale: a monotonic clock in ns, from the anchor on.
 *
 * <p>{@code pausing} comes before the vCPUs stop, {@code paused} after the last one did and the
 * devices too; {@code resuming} and {@code resumed} likewise. The later one is the stamp; what lies
 * between them is how late it may be.
 *
 * <p>What the anchor is off by is the same for all stamps of one process, as the host clock's own
 * offset is: it cancels out of a pause. Where the other end may be another process's, with another
 * anchor, it does not, even on one host: there it widens the latency instead.
 */
final class MonitorClock {
  /** The stamp shows every nanosecond. */
  private static final long RESOLUTION_NANOS = 1;

  /**
   * How late a stamp may be at least, as for QMP. {@code resumed} says that the vCPUs' threads were
   * woken, and does not wait for them; and the earlier word of the two may be lost.
   */
  private static final long LATENCY_NANOS = 5_000_000;

  private final Anchor anchor;
  private final long clockErrorNanos;

  /**
   * What a record shows of an instant.
   *
   * @param latencyNanos how late it may be
   */
  record Reading(TaiInstant at, long latencyNanos) {}

  /** The earlier word, of a change that is under way; null if none is. */
  private @Nullable String begun;

  private long begunNanos;

  MonitorClock(SourceInput input, Anchor anchor) {
    this.anchor = anchor;
    this.clockErrorNanos = input.clockErrorNanos();
  }

  /** When the next event of the machine was. */
  Reading read(MonitorEvent event) throws MalformedException {
    String earlier = begun;
    begun = null;
    TaiInstant at = event.at(anchor);
    String name = event.name();
    if (name.equals("pausing") || name.equals("resuming")) {
      begun = name;
      begunNanos = at.nanos();
    }
    boolean ends =
        (name.equals("paused") && "pausing".equals(earlier))
            || (name.equals("resumed") && "resuming".equals(earlier));
    long betweenNanos = ends ? new TaiInstant(begunNanos).nanosUntil(at) : 0;
    return new Reading(at, Math.max(LATENCY_NANOS, betweenNanos));
  }

  /** A stamp that is compared with others of this process, or with another host's. */
  Stamp stamp(Reading reading) {
    long boundNanos = sum(clockErrorNanos, anchor.errorNanos());
    return new Stamp(reading.at(), boundNanos, RESOLUTION_NANOS, reading.latencyNanos());
  }

  /** A stop or a restart whose other end another process may have stamped. */
  Stamp stampBetweenProcesses(Reading reading) {
    long lateNanos = sum(reading.latencyNanos(), anchor.errorNanos());
    return new Stamp(reading.at(), clockErrorNanos, RESOLUTION_NANOS, lateNanos);
  }

  /** Whoever states bounds that exceed 64 bits has no clock: the sum ends there. */
  private static long sum(long boundNanos, long moreNanos) {
    return boundNanos + Math.min(Long.MAX_VALUE - boundNanos, moreNanos);
  }

  ReaderMemory memory() {
    ReaderMemory memory =
        ReaderMemory.empty()
            .put("anchor_tai_ns", anchor.at().nanos())
            .put("anchor_error_ns", anchor.errorNanos());
    return begun == null ? memory : memory.put("begun", begun).put("begun_tai_ns", begunNanos);
  }

  static MonitorClock of(ReaderMemory memory, SourceInput input) {
    TaiInstant at = new TaiInstant(memory.number("anchor_tai_ns"));
    MonitorClock clock = new MonitorClock(input, new Anchor(at, memory.number("anchor_error_ns")));
    if (memory.has("begun")) {
      clock.begun = memory.text("begun");
      clock.begunNanos = memory.number("begun_tai_ns");
    }
    return clock;
  }
}
