/**
 * Statistics of a fleet from files: the same figures that the running application keeps.
 *
 * <p>It must not count anything itself: it calls the ledger. Read {@link
 * io.lapse.cli.fleetreport.FleetReportCommand} first.
 */
@NullMarked
package io.lapse.cli.fleetreport;

import org.jspecify.annotations.NullMarked;
