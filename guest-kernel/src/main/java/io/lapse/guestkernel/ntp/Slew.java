package io.lapse.guestkernel.ntp;

/** {@code time_adjust}: what adjtime asked for and is still to be made up, in us. */
final class Slew {
  private static final int SCALE_SHIFT = 32;
  private static final long MICRO_NANOS = 1_000;

  /** MAX_TICKADJ: us in a second. */
  private static final long MAX_MICROS = 500;

  private long leftMicros;

  Slew copy() {
    Slew copy = new Slew();
    copy.leftMicros = leftMicros;
    return copy;
  }

  void set(long micros) {
    leftMicros = micros;
  }

  boolean isOver() {
    return leftMicros == 0;
  }

  /**
   * Takes the part of the next second.
   *
   * @return what its ticks are longer by, in ns scaled by 2^32; the last part loses what does not
   *     divide by {@code hz}, as the kernel's does
   */
  long take(int hz) {
    long part = Math.min(Math.max(leftMicros, -MAX_MICROS), MAX_MICROS);
    boolean last = part == leftMicros;
    leftMicros -= part;
    return last
        ? (part * MICRO_NANOS / hz) << SCALE_SHIFT
        : ((part * MICRO_NANOS) << SCALE_SHIFT) / hz;
  }
}
