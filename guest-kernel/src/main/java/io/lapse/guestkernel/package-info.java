/**
 * The emulated guest kernel: what a notice and an advanced counter do to the five clocks, the
 * timers and the watchdogs of one guest.
 *
 * <p>It must not know Kafka, schemas, files, threads, randomness or any clock but the instant it is
 * handed. Of the ledger it knows the time scales and the notices only.
 */
@NullMarked
package io.lapse.guestkernel;

import org.jspecify.annotations.NullMarked;
