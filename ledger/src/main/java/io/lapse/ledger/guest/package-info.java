/**
 * What guests say about themselves: profile, timers, clock readings, reactions.
 *
 * <p>It must not know what the ledger makes of them. Read {@link io.lapse.ledger.guest.GuestEvent}
 * first.
 */
@NullMarked
package io.lapse.ledger.guest;

import org.jspecify.annotations.NullMarked;
