/**
 * What the inputs show beside the ledger: of the hosts' clocks, and of vCPUs that did not get to
 * run.
 *
 * <p>It must not judge, and nothing in the books rests on it. Read {@link
 * io.lapse.ledger.evidence.HostEvidence} first.
 */
@NullMarked
package io.lapse.ledger.evidence;

import org.jspecify.annotations.NullMarked;
