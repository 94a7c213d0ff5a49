package io.lapse.guestkernel.discipline.trial;

/** When in the daemon's poll cycle the guest is stopped. */
public sealed interface Moment {
  /** Right after an answer was used: nobody looks at the clock for a whole poll interval. */
  Moment AFTER_REPLY = new AfterRequest(100_000_000L);

  /** Half way between two requests. */
  Moment MIDWAY = new Midway();

  /** Right before a request. */
  Moment BEFORE_REQUEST = new BeforeRequest(10_000_000L);

  /**
   * So long after a request has left, by true time: an answer may be on its way.
   *
   * @param nanos not negative
   */
  record AfterRequest(long nanos) implements Moment {
    public AfterRequest {
      requireNotNegative(nanos);
    }
  }

  /** Half way between a request and the next. */
  record Midway() implements Moment {}

  /**
   * So long before a request would leave.
   *
   * @param nanos not negative; more than the poll interval counts as that
   */
  record BeforeRequest(long nanos) implements Moment {
    public BeforeRequest {
      requireNotNegative(nanos);
    }
  }

  private static void requireNotNegative(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("nanos must not be negative: " + nanos);
    }
  }
}
