package io.lapse.guestkernel.vmclock;

import io.lapse.ledger.time.TaiInstant;
import org.jspecify.annotations.Nullable;

/**
 * What a notice, and the books behind it, say about a guest's last restart.
 *
 * @param noticeSequence of the notice, from 1; no two notices of a guest have the same
 * @param arrival what the notice tells of
 * @param at when the guest last ran again; not before 1970. A notice about an outage before the
 *     last does not change it
 * @param maxErrorNanos bound on |stated restart - TAI|; null if nothing states one
 * @param isHostClockTrusted false if the clock that stamped it is known to be wrong
 * @param counterValue what the guest's counter showed then, unsigned
 * @param taiOffsetSec TAI - UTC then, 37 in 2026
 */
public record Restart(
    long noticeSequence,
    Arrival arrival,
    TaiInstant at,
    @Nullable Long maxErrorNanos,
    boolean isHostClockTrusted,
    long counterValue,
    int taiOffsetSec) {

  /** How a guest came to run again. */
  public enum Arrival {
    /** With the memory that it stopped with, here or on another host. */
    CONTINUED,
    /** From a saved image. */
    RESTORED,
    /** As the second restart of one stop: another guest went on from the same memory. */
    FORKED,
    /** It did not: the notice puts right what an earlier one said about the same outage. */
    CORRECTED
  }

  public Restart {
    if (noticeSequence < 1) {
      throw new IllegalArgumentException("noticeSequence must be at least 1: " + noticeSequence);
    }
    if (at.nanos() < 0) {
      throw new IllegalArgumentException("at must not be before 1970: " + at.nanos());
    }
    if (maxErrorNanos != null && maxErrorNanos < 0) {
      throw new IllegalArgumentException("maxErrorNanos must not be negative: " + maxErrorNanos);
    }
  }
}
