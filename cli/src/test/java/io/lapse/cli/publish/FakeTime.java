package io.lapse.cli.publish;

/** Time that passes only while somebody waits, each wait a little longer than asked for. */
final class FakeTime implements Time {
  private final long lateNanos;
  private long nowNanos = 5_000;
  private long stopAtNanos = Long.MAX_VALUE;
  private int pauses;

  FakeTime(long lateNanos) {
    this.lateNanos = lateNanos;
  }

  /** Tells to stop after a while. */
  void stopAfter(long nanos) {
    stopAtNanos = nowNanos + nanos;
  }

  int pauses() {
    return pauses;
  }

  @Override
  public long nanos() {
    return nowNanos;
  }

  @Override
  public boolean pause(long waitNanos) {
    if (waitNanos > 0) {
      pauses++;
      nowNanos += waitNanos + lateNanos;
    }
    return nowNanos >= stopAtNanos;
  }
}
