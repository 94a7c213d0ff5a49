package io.lapse.producers.cloudhypervisor;

import io.lapse.producers.source.Location;
import io.lapse.producers.source.ReaderMemory;

/**
 * The last stamps of a log, by which another VMM is known: they begin anew.
 *
 * <p>Threads of one VMM may write in another order than they took their stamps, so a stamp that
 * goes back a little is none of another VMM, unless nothing else runs yet: at the first event of a
 * machine, or of a file. One damaged stamp that is too large must not make the next one look as if
 * it went back, so that has to be before the last two.
 */
final class VmmStamps {
  private static final long BACK_NANOS = 1_000_000_000;
  private static final long NONE = -1;

  private long lastNanos = NONE;
  private long beforeNanos = NONE;
  private long line;

  /** Takes the stamp of the next record; whether it is the first one of another VMM. */
  boolean beginAnew(MonitorEvent event, long sinceStartNanos, Location where) {
    boolean isOfNewFile = where.line() <= line;
    long earliest = beforeNanos == NONE ? lastNanos : Math.min(lastNanos, beforeNanos);
    boolean isAnother =
        isOfNewFile || event.isFirstOfMachine()
            ? sinceStartNanos < lastNanos
            : sinceStartNanos < earliest - BACK_NANOS;
    beforeNanos = isAnother ? NONE : lastNanos;
    lastNanos = sinceStartNanos;
    line = where.line();
    return isAnother;
  }

  ReaderMemory memory() {
    return ReaderMemory.empty()
        .put("last_ns", lastNanos)
        .put("before_ns", beforeNanos)
        .put("line", line);
  }

  static VmmStamps of(ReaderMemory memory) {
    VmmStamps stamps = new VmmStamps();
    stamps.lastNanos = memory.number("last_ns");
    stamps.beforeNanos = memory.number("before_ns");
    stamps.line = memory.number("line");
    return stamps;
  }
}
