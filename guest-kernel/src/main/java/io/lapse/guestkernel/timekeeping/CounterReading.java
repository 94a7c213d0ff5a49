package io.lapse.guestkernel.timekeeping;

import io.lapse.ledger.catchup.Clocksource;

/** The counter, where it was taken last, and how what it has counted since becomes time. */
final class CounterReading {
  private final long mask;
  private final long maxCycles;
  private final Overflow overflow;
  private long count;
  private long last;

  CounterReading(Clocksource source, Overflow overflow) {
    this.mask = source.mask();
    this.maxCycles = source.maxCycles();
    this.overflow = overflow;
  }

  private CounterReading(CounterReading other) {
    mask = other.mask;
    maxCycles = other.maxCycles;
    overflow = other.overflow;
    count = other.count;
    last = other.last;
  }

  CounterReading copy() {
    return new CounterReading(this);
  }

  void count(long cycles) {
    count += cycles;
  }

  /** What it was counted on since the last time, negative where it was turned back. */
  long sinceLast() {
    return isTurnedBack() ? -((last - count) & mask) : delta();
  }

  private boolean isTurnedBack() {
    return ((count - last) & mask & ~(mask >>> 1)) != 0;
  }

  /** {@code clocksource_delta}: a counter that seems to be behind has not moved. */
  long delta() {
    return isTurnedBack() ? 0 : (count - last) & mask;
  }

  /** The counter was taken so many cycles later. */
  void accumulate(long cycles) {
    last += cycles;
  }

  /** {@code timekeeping_cycles_to_ns}: by the mult of a base, in whole ns beyond its seconds. */
  long nanos(ReadBase base) {
    long delta = delta();
    if (overflow == Overflow.WRAP || Long.compareUnsigned(delta, maxCycles) <= 0) {
      return (delta * base.mult + base.nsec) >>> base.shift;
    }
    return overflow == Overflow.CAP
        ? (maxCycles * base.mult + base.nsec) >>> base.shift
        : exactNanos(delta, base);
  }

  /** {@code mul_u64_u32_add_u64_shr}: 128 bits. */
  private static long exactNanos(long delta, ReadBase base) {
    long low = delta * base.mult;
    long high = Math.multiplyHigh(delta, base.mult);
    long sum = low + base.nsec;
    if (Long.compareUnsigned(sum, low) < 0) {
      high++;
    }
    return (high << (Long.SIZE - base.shift)) | (sum >>> base.shift);
  }

  /** Takes the counter now, and adds what it has counted to the clocks. */
  void forward(ReadBase mono, ReadBase raw) {
    long left = delta();
    last = count;
    if (overflow != Overflow.SAFE) {
      add(left, mono);
      add(left, raw);
      return;
    }
    while (left > 0) {
      long part = Math.min(left, maxCycles);
      add(part, mono);
      add(part, raw);
      left -= part;
    }
  }

  private static void add(long cycles, ReadBase base) {
    base.nsec += cycles * base.mult;
    base.normalize();
  }
}
