/**
 * The event monitor of Cloud Hypervisor, {@code --event-monitor}: JSON objects over several lines,
 * whose clock counts from the start of the VMM.
 *
 * <p>It must not know the ledger's rules. Read {@link
 * io.lapse.producers.cloudhypervisor.VmmProcess} first: it draws what the events mean.
 */
@NullMarked
package io.lapse.producers.cloudhypervisor;

import org.jspecify.annotations.NullMarked;
