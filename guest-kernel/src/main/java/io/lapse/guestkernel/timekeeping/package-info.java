/**
 * The guest's five clocks: {@link io.lapse.guestkernel.timekeeping.Timekeeper} models {@code struct
 * timekeeper} of Linux kernel/time/timekeeping.c, {@link io.lapse.guestkernel.timekeeping.Clock}
 * the clock ids of include/uapi/linux/time.h.
 *
 * <p>Left out: the clocksource and its mult (a nanosecond of the counter is one of every clock),
 * the coarse clocks, settimeofday, the tick that accumulates.
 *
 * <p>It must not know NTP or timers. Read {@link io.lapse.guestkernel.timekeeping.Timekeeper}
 * first.
 */
@NullMarked
package io.lapse.guestkernel.timekeeping;

import org.jspecify.annotations.NullMarked;
