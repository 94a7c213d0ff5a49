/**
 * What the ledger is told: one envelope and one identity for every event.
 *
 * <p>It knows the JDK and {@link io.lapse.ledger.time} only: no Kafka, no I/O, no clock, no
 * floating point.
 *
 * <pre>
 *   account  ->  policy, timers, notice  ->  host, guest  ->  (this)  ->  time
 * </pre>
 *
 * <p>The clocksources of Linux are in {@link io.lapse.ledger.catchup}.
 *
 * <p>Read {@link io.lapse.ledger.LedgerInput} first.
 */
@NullMarked
package io.lapse.ledger;

import org.jspecify.annotations.NullMarked;
