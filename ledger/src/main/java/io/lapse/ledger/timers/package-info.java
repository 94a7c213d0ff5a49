/**
 * Which timers fell due when a guest's clocks moved, as intervals.
 *
 * <p>It must not know why they moved. Read {@link io.lapse.ledger.timers.ExpiryEstimate} first.
 */
@NullMarked
package io.lapse.ledger.timers;

import org.jspecify.annotations.NullMarked;
