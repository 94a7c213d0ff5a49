package io.lapse.producers.cloudhypervisor;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.ReaderMemory;

/**
 * A stop that has not been told: only the next record says what it is for.
 *
 * @param where the record that states it begins
 */
record HeldStop(MonitorClock.Reading reading, Location where) {

  ReaderMemory memory() {
    return ReaderMemory.empty()
        .put("tai_ns", reading.at().nanos())
        .put("latency_ns", reading.latencyNanos())
        .put("line", where.line());
  }

  static HeldStop of(ReaderMemory memory, String path) {
    TaiInstant at = new TaiInstant(memory.number("tai_ns"));
    return new HeldStop(
        new MonitorClock.Reading(at, memory.number("latency_ns")),
        new Location(path, memory.number("line")));
  }
}
