package io.lapse.guestkernel.timekeeping;

/** What is added to MONOTONIC to read the other clocks, by the kernel's names; in ns and s. */
final class Offsets {
  private long real;
  private long boot;
  private int tai;

  Offsets(Clocks start) {
    real = Math.subtractExact(start.realtimeNanos(), start.monotonicNanos());
    boot = Math.subtractExact(start.boottimeNanos(), start.monotonicNanos());
    tai = start.taiOffsetSeconds();
  }

  private Offsets(Offsets other) {
    real = other.real;
    boot = other.boot;
    tai = other.tai;
  }

  Offsets copy() {
    return new Offsets(this);
  }

  /** {@code offs_real}: REALTIME - MONOTONIC. */
  long real() {
    return real;
  }

  /** {@code offs_boot}: BOOTTIME - MONOTONIC. */
  long boot() {
    return boot;
  }

  /** TAI - REALTIME, in s. */
  int tai() {
    return tai;
  }

  /**
   * Of a clock.
   *
   * @throws IllegalArgumentException for MONOTONIC_RAW, which is not an offset of MONOTONIC
   */
  long of(Clock clock) {
    return switch (clock) {
      case MONOTONIC -> 0;
      case BOOTTIME -> boot;
      case REALTIME -> real;
      case TAI -> Math.addExact(real, tai * Timekeeper.SECOND_NANOS);
      case MONOTONIC_RAW ->
          throw new IllegalArgumentException("clock must be an offset of MONOTONIC: " + clock);
    };
  }

  void stepReal(long nanos) {
    real = Math.addExact(real, nanos);
  }

  void stepBoot(long nanos) {
    boot = Math.addExact(boot, nanos);
  }

  void setTai(int seconds) {
    tai = seconds;
  }

  /** Whether the kernel lets REALTIME be stepped so: {@code timespec64_valid_settod}, and more. */
  boolean isSettable(long realtimeNanos, long nanos) {
    if (overflows(realtimeNanos, nanos) || overflows(real, nanos)) {
      return false;
    }
    long stepped = realtimeNanos + nanos;
    boolean inRange =
        stepped >= 0 && stepped / Timekeeper.SECOND_NANOS < Timekeeper.SETTOD_SECONDS_MAX;
    return inRange && real + nanos >= 0;
  }

  private static boolean overflows(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0;
  }
}
