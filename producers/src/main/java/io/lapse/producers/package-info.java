/**
 * The host side: from what a hypervisor reports to host events on a topic.
 *
 * <p>It must not know the running ledger or the guest side.
 */
@NullMarked
package io.lapse.producers;

import org.jspecify.annotations.NullMarked;
