package io.lapse.guestkernel.timekeeping;

import io.lapse.ledger.catchup.Clocksource;

/**
 * One tick of the counter, what it adds to the clocks, and how that follows NTP: {@code
 * tk_setup_internals} and {@code timekeeping_adjust}. An integer mult is never quite right; the
 * kernel sums up what it is off by, and adds one to mult while it is behind.
 */
final class TickInterval {
  private static final int NTP_SCALE_SHIFT = 32;

  /** {@code cycle_interval}. */
  final long cycles;

  /** {@code raw_interval}: ns shifted left. */
  final long raw;

  private final long remainder;
  private final int errorShift;
  private long xtime;
  private long ntpTick;
  private long ntpError;
  private int errMult;

  /**
   * @param ntpTick {@code ntp_tick_length}
   */
  TickInterval(Clocksource source, int hz, long ntpTick) {
    long interval = (Timekeeper.SECOND_NANOS / hz) << source.shift();
    cycles = Math.max(1, Long.divideUnsigned(interval + source.mult() / 2, source.mult()));
    raw = cycles * source.mult();
    remainder = interval - raw;
    errorShift = NTP_SCALE_SHIFT - source.shift();
    this.ntpTick = ntpTick;
    xtime = cycles * mult();
  }

  private TickInterval(TickInterval other) {
    cycles = other.cycles;
    raw = other.raw;
    remainder = other.remainder;
    errorShift = other.errorShift;
    xtime = other.xtime;
    ntpTick = other.ntpTick;
    ntpError = other.ntpError;
    errMult = other.errMult;
  }

  TickInterval copy() {
    return new TickInterval(this);
  }

  /** {@code xtime_interval}: what a tick adds to MONOTONIC, in ns shifted left. */
  long xtime() {
    return xtime;
  }

  /** The mult with which a tick is as long as NTP says, rounded down. */
  long mult() {
    return Long.divideUnsigned((ntpTick >>> errorShift) - remainder, cycles);
  }

  /** So many times 2^{@code shift} ticks were added to the clocks. */
  void accumulated(int shift, long times) {
    ntpError += times * (ntpTick << shift);
    ntpError -= times * ((xtime + remainder) << (errorShift + shift));
  }

  /**
   * After a tick.
   *
   * @param mult as it is
   * @return by how much it is to change
   */
  long follow(long ntpTickLength, long mult) {
    long next = mult - errMult;
    if (ntpTick != ntpTickLength) {
      ntpTick = ntpTickLength;
      next = mult();
    }
    errMult = ntpError > 0 ? 1 : 0;
    long change = next + errMult - mult;
    xtime += cycles * change;
    return change;
  }

  /** The clock was set: what it was off by before is of no account. */
  void forgetError() {
    ntpError = 0;
  }
}
