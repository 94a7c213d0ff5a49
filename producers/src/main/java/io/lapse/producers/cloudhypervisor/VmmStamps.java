package io.lapse.producers.cloudhypervisor;

import io.lapse.producers.source.Location;
import io.lapse.producers.source.ReaderMemory;

/**
 * The last stamps of a log, by which another VMM is known: they begin anew.
 *
 * <p>Threads of one VMM may write in another order than they took their stamps, so a stamp that
 * goes back a little is none of another VMM, unless nothing else runs yet: at the first event of a
 * machine, or of a file. Within a file one damaged stamp must not look like another VMM, be it too
 * small or too large: two of them have to go back, and to before the last two.
 */
final class VmmStamps {
  private static final long BACK_NANOS = 1_000_000_000;
  private static final long NONE = -1;

  private long lastNanos = NONE;
  private long beforeNanos = NONE;
  private long line;
  private boolean isDoubtful;

  /** Takes the stamp of the next record; whether another VMM has begun by now. */
  boolean beginAnew(MonitorEvent event, long sinceStartNanos, Location where) {
    boolean isOfNewFile = where.line() <= line;
    boolean isPlain = isOfNewFile || isDoubtful || event.isFirstOfMachine();
    line = where.line();
    long earliest = beforeNanos == NONE ? lastNanos : Math.min(lastNanos, beforeNanos);
    boolean isBack = sinceStartNanos < (isPlain ? earliest : earliest - BACK_NANOS);
    if (isBack && !isOfNewFile && !isDoubtful) {
      isDoubtful = true;
      return false;
    }
    isDoubtful = false;
    beforeNanos = isBack ? NONE : lastNanos;
    lastNanos = sinceStartNanos;
    return isBack;
  }

  /** Whether the last stamp is damaged, or another VMM's: the next one says which. */
  boolean isDoubtful() {
    return isDoubtful;
  }

  ReaderMemory memory() {
    return ReaderMemory.empty()
        .put("last_ns", lastNanos)
        .put("before_ns", beforeNanos)
        .put("line", line)
        .put("is_doubtful", isDoubtful);
  }

  static VmmStamps of(ReaderMemory memory) {
    VmmStamps stamps = new VmmStamps();
    stamps.lastNanos = memory.number("last_ns");
    stamps.beforeNanos = memory.number("before_ns");
    stamps.line = memory.number("line");
    stamps.isDoubtful = memory.flag("is_doubtful");
    return stamps;
  }
}
