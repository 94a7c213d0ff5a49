/**
 * Readings of a guest kernel's NTP state: what its clock still has to make up, and how far it may
 * be off.
 *
 * <p>It must not know what the ledger makes of them. Read {@link
 * io.lapse.producers.adjtimex.KernelReading} first.
 */
@NullMarked
package io.lapse.producers.adjtimex;

import org.jspecify.annotations.NullMarked;
