package io.lapse.guestkernel.discipline.trial;

import io.lapse.ledger.notice.InjectAs;
import java.util.Objects;

/**
 * What is done to the guest.
 *
 * @param nanos how long it does not run, by true time; not negative
 * @param compensated whether the host advances the counter by it, at the counter's nominal rate
 * @param residualNanos what the hosts' clocks are off from each other: by so much too far the
 *     counter is advanced, or too much is injected; may be negative
 * @param frequencyPpbAfter by how much the new hardware's counter is fast; ppb, positive: fast
 * @param moment when it strikes
 * @param knowledge who learns of it
 * @param injectAs how the kernel injects
 */
public record Outage(
    long nanos,
    boolean compensated,
    long residualNanos,
    long frequencyPpbAfter,
    Moment moment,
    Knowledge knowledge,
    InjectAs injectAs) {

  public Outage {
    if (nanos < 0) {
      throw new IllegalArgumentException("nanos must not be negative: " + nanos);
    }
    Objects.requireNonNull(moment, "moment");
    Objects.requireNonNull(knowledge, "knowledge");
    Objects.requireNonNull(injectAs, "injectAs");
  }

  public Outage withKnowledge(Knowledge other) {
    return new Outage(
        nanos, compensated, residualNanos, frequencyPpbAfter, moment, other, injectAs);
  }

  public Outage withMoment(Moment other) {
    return new Outage(
        nanos, compensated, residualNanos, frequencyPpbAfter, other, knowledge, injectAs);
  }

  /** What the hosts take it to have lasted. */
  long claimedNanos() {
    return Math.addExact(nanos, residualNanos);
  }
}
