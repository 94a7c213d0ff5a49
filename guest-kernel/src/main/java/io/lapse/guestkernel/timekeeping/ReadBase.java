package io.lapse.guestkernel.timekeeping;

import java.math.BigInteger;

/** {@code struct tk_read_base} with its seconds: what a clock showed when the counter was taken. */
final class ReadBase {
  final int shift;
  long mult;
  long seconds;

  /** Beyond the seconds, in ns shifted left. */
  long nsec;

  ReadBase(int shift, long mult, long nanos) {
    this.shift = shift;
    this.mult = mult;
    this.seconds = Math.floorDiv(nanos, Timekeeper.SECOND_NANOS);
    this.nsec = Math.floorMod(nanos, Timekeeper.SECOND_NANOS) << shift;
  }

  private ReadBase(ReadBase other) {
    shift = other.shift;
    mult = other.mult;
    seconds = other.seconds;
    nsec = other.nsec;
  }

  ReadBase copy() {
    return new ReadBase(this);
  }

  /** The clock, in ns, without what the counter has counted since. */
  long nanos() {
    return nanosAfter(nsec >>> shift);
  }

  long nanosAfter(long nanosOfSecond) {
    return Math.addExact(Math.multiplyExact(seconds, Timekeeper.SECOND_NANOS), nanosOfSecond);
  }

  /** Moves a whole second out of the nanoseconds; false if there is none. */
  boolean takeSecond() {
    long second = Timekeeper.SECOND_NANOS << shift;
    if (Long.compareUnsigned(nsec, second) < 0) {
      return false;
    }
    nsec -= second;
    seconds++;
    return true;
  }

  /** {@code tk_normalize_xtime}. */
  void normalize() {
    long second = Timekeeper.SECOND_NANOS << shift;
    seconds = Math.addExact(seconds, Long.divideUnsigned(nsec, second));
    nsec = Long.remainderUnsigned(nsec, second);
  }

  /** Adds so many intervals, each in ns shifted left. */
  void add(long interval, long count) {
    BigInteger second = BigInteger.valueOf(Timekeeper.SECOND_NANOS).shiftLeft(shift);
    BigInteger[] sum =
        BigInteger.valueOf(interval)
            .multiply(BigInteger.valueOf(count))
            .add(BigInteger.valueOf(nsec))
            .divideAndRemainder(second);
    seconds = Math.addExact(seconds, sum[0].longValueExact());
    nsec = sum[1].longValueExact();
  }

  /** Steps the clock; positive: forward. */
  void step(long nanos) {
    seconds = Math.addExact(seconds, Math.floorDiv(nanos, Timekeeper.SECOND_NANOS));
    nsec += Math.floorMod(nanos, Timekeeper.SECOND_NANOS) << shift;
    normalize();
  }
}
