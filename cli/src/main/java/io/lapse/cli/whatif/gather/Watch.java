package io.lapse.cli.whatif.gather;

import java.util.concurrent.atomic.LongAdder;

/** How far it has come, for whoever looks on. */
public final class Watch {
  private final LongAdder read = new LongAdder();
  private final LongAdder swept = new LongAdder();

  void readOne() {
    read.increment();
  }

  void sweptOne() {
    swept.increment();
  }

  /** The input is read again. */
  void again() {
    read.reset();
    swept.reset();
  }

  /** Events that were read. */
  public long eventsRead() {
    return read.sum();
  }

  /** Guests that were swept. */
  public long guestsSwept() {
    return swept.sum();
  }
}
