/**
 * What a kernel says when its time has jumped: soft lockup (kernel/watchdog.c), RCU stall
 * (kernel/rcu/tree_stall.h), hung task (kernel/hung_task.c), workqueue (kernel/workqueue.c) and
 * clocksource watchdog (kernel/time/clocksource.c).
 *
 * <p>Left out: the hard lockup detector, which counts cycles that a pause does not run; repeated
 * reports of one stall.
 *
 * <p>It must not know timers or NTP. Read {@link io.lapse.guestkernel.watchdog.Watchdogs} first.
 */
@NullMarked
package io.lapse.guestkernel.watchdog;

import org.jspecify.annotations.NullMarked;
