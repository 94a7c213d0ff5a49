/**
 * What an outage does to the guest's wall clock until its NTP daemon has repaired it: looked up in
 * tables that the emulated daemons made.
 *
 * <p>It must not know thresholds, nor run a trial: that takes a thousandth of a second and more.
 * Read {@link io.lapse.whatif.wallclock.WallClockTable} first.
 */
@NullMarked
package io.lapse.whatif.wallclock;

import org.jspecify.annotations.NullMarked;
