/**
 * A small fleet that never was: hosts whose clocks are wrong by a known amount, guests that lose
 * time on them, and a network that loses, repeats and reorders what is said. It knows the truth.
 *
 * <p>It must not know the books: what it says of an outage is what happened, not what a fold makes
 * of it. A run follows from its plan alone. Read {@link io.lapse.ledger.simulation.FleetSimulation}
 * first.
 */
@NullMarked
package io.lapse.ledger.simulation;

import org.jspecify.annotations.NullMarked;
