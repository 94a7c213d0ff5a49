package io.lapse.producers.adjtimex;

import io.lapse.producers.text.PrintedInstant;
import org.jspecify.annotations.Nullable;

/**
 * What adjtimex(2) returned.
 *
 * @param at the guest's CLOCK_REALTIME, as the kernel read it for the call
 * @param offsetNanos what the kernel's PLL still has to add; positive: the clock is behind
 * @param maxErrorMicros the largest error of the clock, by the daemon that disciplines it, and by
 *     what the kernel has added since
 * @param status STA_ bits
 * @param returned the state of the clock, TIME_OK and so on; null if it was not read
 */
record KernelReading(
    PrintedInstant at,
    long offsetNanos,
    long maxErrorMicros,
    long status,
    @Nullable Integer returned) {
  private static final long NANOS_PER_MICRO = 1_000;

  /** NTP_PHASE_LIMIT of kernel/time/ntp.c: the kernel counts no further, and takes it for lost. */
  private static final long MAX_ERROR_LIMIT_MICROS = 16_000_000;

  private static final String[] STATES = {"OK", "INS", "DEL", "OOP", "WAIT", "ERROR"};

  /** The same, of a call that returned {@code other}. */
  KernelReading returning(@Nullable Integer other) {
    return new KernelReading(at, offsetNanos, maxErrorMicros, status, other);
  }

  /** Whether the kernel holds its clock for synchronised. */
  boolean isSynchronised() {
    return !StatusBits.isUnsynchronised(status) && maxErrorMicros < MAX_ERROR_LIMIT_MICROS;
  }

  /**
   * The bound of the error, in ns.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  long errorNanos() {
    return Math.multiplyExact(maxErrorMicros, NANOS_PER_MICRO);
  }

  /** The bits by name, and the state, as in {@code 0x2001 (PLL,NANO) OK}. */
  String statusText() {
    String bits = StatusBits.text(status);
    return returned == null ? bits : bits + " " + state(returned);
  }

  private static String state(int returned) {
    boolean isKnown = returned >= 0 && returned < STATES.length;
    return isKnown ? STATES[returned] : Integer.toString(returned);
  }
}
