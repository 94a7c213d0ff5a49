/**
 * VMware's log of one virtual machine: each stun that it reports is a stop and a restart.
 *
 * <p>It must not know the ledger's rules. Read {@link io.lapse.producers.vmware.VmwareLog} first;
 * what the lines look like is in {@code docs/reference/sources.md}.
 */
@NullMarked
package io.lapse.producers.vmware;

import org.jspecify.annotations.NullMarked;
