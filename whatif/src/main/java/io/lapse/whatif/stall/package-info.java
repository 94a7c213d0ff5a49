/**
 * From which advance of its counter on a guest's watchdogs speak, as the emulated kernel has it.
 * All of it is conditional on what the guest does: a soft lockup is reported if a vCPU was busy.
 *
 * <p>It must not know outages, nor how likely a load is. Read {@link
 * io.lapse.whatif.stall.StallLimits} first.
 */
@NullMarked
package io.lapse.whatif.stall;

import org.jspecify.annotations.NullMarked;
