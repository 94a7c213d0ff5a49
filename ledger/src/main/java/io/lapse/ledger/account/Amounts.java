package io.lapse.ledger.account;

import org.jspecify.annotations.Nullable;

/**
 * The columns of a closed outage, in ns; with -Tout they sum to zero.
 *
 * @param compensatedNanos the advance of the guest's counter
 * @param sleptNanos what the guest added as sleep
 * @param sleptBasis null where the guest did not sleep
 * @param injectedNanos what its kernel stepped
 * @param correctedNanos what was repaired later
 * @param unaccountedNanos the rest; positive: the guest's wall clock is behind TAI
 */
public record Amounts(
    long compensatedNanos,
    AmountBasis compensatedBasis,
    long sleptNanos,
    @Nullable AmountBasis sleptBasis,
    long injectedNanos,
    long correctedNanos,
    long unaccountedNanos) {}
