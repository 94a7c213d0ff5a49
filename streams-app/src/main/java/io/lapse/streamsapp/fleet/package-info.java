/**
 * Statistics of the fleet: what a guest's ledger adds to those of its hosts, the store that holds
 * them, and the way to read it.
 *
 * <p>It must not hold a rule of what is counted: it calls the domain. Read {@link
 * io.lapse.streamsapp.fleet.FleetProcessor} first.
 */
@NullMarked
package io.lapse.streamsapp.fleet;

import org.jspecify.annotations.NullMarked;
