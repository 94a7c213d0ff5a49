/**
 * The emulated guest kernel: what a notice and an advanced counter do to the five clocks, the NTP
 * state and the timers of one guest. {@code docs/concepts/kernel.md} says what is modelled from
 * which kernel file, and what is left out.
 *
 * <p>It must not know Kafka, schemas, files, threads, randomness or any clock but the instant it is
 * handed. Of the ledger it knows the time scales, the notices and the clocksource arithmetic only.
 * Read {@link io.lapse.guestkernel.GuestKernel} first.
 */
@NullMarked
package io.lapse.guestkernel;

import org.jspecify.annotations.NullMarked;
