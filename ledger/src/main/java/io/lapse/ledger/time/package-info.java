/**
 * Instants on the TAI scale, and how wrong they may be.
 *
 * <p>It knows nothing of events, hosts or guests, and reads no clock: {@link
 * io.lapse.ledger.time.TaiClock} is a port. Read {@link io.lapse.ledger.time.Stamp} first.
 */
@NullMarked
package io.lapse.ledger.time;

import org.jspecify.annotations.NullMarked;
