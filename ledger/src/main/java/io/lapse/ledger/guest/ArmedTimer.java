package io.lapse.ledger.guest;

import io.lapse.ledger.CanonicalForm;

/**
 * A timer that stands armed in a guest.
 *
 * @param id the guest's own name for it
 * @param absolute whether it names an instant of its clock rather than a distance
 * @param expiresNanos its due time on its own clock, in ns, also for a relative one
 * @param intervalNanos its period; 0 for a one-shot
 * @param cancelOnSet TFD_TIMER_CANCEL_ON_SET
 * @param readOnExpiry whether its owner reads it when it expires
 */
public record ArmedTimer(
    String id,
    TimerKind kind,
    TimerClock clock,
    boolean absolute,
    long expiresNanos,
    long intervalNanos,
    boolean cancelOnSet,
    boolean readOnExpiry) {

  public ArmedTimer {
    if (intervalNanos < 0) {
      throw new IllegalArgumentException("intervalNanos must not be negative: " + intervalNanos);
    }
  }

  /**
   * The hrtimer base that it runs on: a relative REALTIME timer counts on MONOTONIC, so that a step
   * of the wall clock does not move it.
   */
  public TimerClock base() {
    return clock == TimerClock.REALTIME && !absolute ? TimerClock.MONOTONIC : clock;
  }

  void describe(CanonicalForm form) {
    form.text("id", id);
    form.text("kind", kind.name());
    form.text("clock", clock.name());
    form.text("absolute", Boolean.toString(absolute));
    form.number("expires_ns", expiresNanos);
    form.number("interval_ns", intervalNanos);
    form.text("cancel_on_set", Boolean.toString(cancelOnSet));
    form.text("read_on_expiry", Boolean.toString(readOnExpiry));
  }
}
