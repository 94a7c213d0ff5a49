/**
 * The guest's five clocks: {@link io.lapse.guestkernel.timekeeping.Timekeeper} models {@code struct
 * timekeeper} of Linux kernel/time/timekeeping.c, {@link io.lapse.guestkernel.timekeeping.Clock}
 * the clock ids of include/uapi/linux/time.h.
 *
 * <p>Left out: the coarse clocks, the fast clocks of NMIs, the sequence counters, the suspend's
 * {@code delta_delta}.
 *
 * <p>It must not know timers. Read {@link io.lapse.guestkernel.timekeeping.Timekeeper} first.
 */
@NullMarked
package io.lapse.guestkernel.timekeeping;

import org.jspecify.annotations.NullMarked;
