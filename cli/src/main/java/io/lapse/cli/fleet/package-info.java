/**
 * A simulated fleet as files: what its hosts and guests said, and what was true.
 *
 * <p>It must not know how a fleet is simulated, nor what a ledger makes of it. Read {@link
 * io.lapse.cli.fleet.FleetFolder} first.
 */
@NullMarked
package io.lapse.cli.fleet;

import org.jspecify.annotations.NullMarked;
