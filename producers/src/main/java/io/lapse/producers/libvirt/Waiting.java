package io.lapse.producers.libvirt;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.ReaderMemory;
import org.jspecify.annotations.Nullable;

/** A Resumed Unpaused that waits: a Started may follow and say what it was. */
record Waiting(TaiInstant at, Location where) {
  /** libvirt tells one move in several words; they come within milliseconds. */
  private static final long SAME_MOVE_NANOS = 1_000_000_000;

  void remember(ReaderMemory memory) {
    memory.put("waiting_tai_ns", at.nanos()).put("waiting_line", where.line());
  }

  static @Nullable Waiting of(ReaderMemory memory, String path) {
    if (!memory.has("waiting_tai_ns")) {
      return null;
    }
    return new Waiting(
        new TaiInstant(memory.number("waiting_tai_ns")),
        new Location(path, memory.number("waiting_line")));
  }

  /** Whether what was told at {@code other} may be about the same move. */
  boolean isNear(TaiInstant other) {
    return isNear(at, other);
  }

  static boolean isNear(TaiInstant one, TaiInstant other) {
    // A difference beyond 64 bits shows as a negative one.
    long nanos = Math.max(one.nanos(), other.nanos()) - Math.min(one.nanos(), other.nanos());
    return nanos >= 0 && nanos <= SAME_MOVE_NANOS;
  }
}
