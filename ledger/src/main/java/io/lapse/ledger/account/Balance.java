package io.lapse.ledger.account;

/**
 * What a guest's wall clock owes.
 *
 * @param nanos positive: the guest's wall clock is behind TAI
 * @param errorNanos the errors of the outages that make it up; what is repaired adds none
 */
public record Balance(long nanos, long errorNanos) {
  static final Balance ZERO = new Balance(0, 0);

  /** With what an outage owes; one that owes nothing brings no error either. */
  Balance with(OutageAccount account) {
    long owes = account.unaccountedNanos();
    long error = owes == 0 ? 0 : account.errorNanos();
    return new Balance(Math.addExact(nanos, owes), Math.addExact(errorNanos, error));
  }

  Balance without(OutageAccount account) {
    long owes = account.unaccountedNanos();
    long error = owes == 0 ? 0 : account.errorNanos();
    return new Balance(Math.subtractExact(nanos, owes), Math.subtractExact(errorNanos, error));
  }
}
