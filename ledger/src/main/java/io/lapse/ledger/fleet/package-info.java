/**
 * What many guests' ledgers say together: by host, by pair of hosts, by label and class, in windows
 * of time. Every figure can be added up and taken back.
 *
 * <p>It must not judge an outage, and must not know where figures are kept. Read {@link
 * io.lapse.ledger.fleet.FleetGuest} first, then {@link io.lapse.ledger.fleet.FleetFold}.
 */
@NullMarked
package io.lapse.ledger.fleet;

import org.jspecify.annotations.NullMarked;
