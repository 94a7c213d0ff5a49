/**
 * The guest's timers: {@link io.lapse.guestkernel.timer.TimerQueue} models the hrtimer bases of
 * Linux kernel/time/hrtimer.c and the cancel list of fs/timerfd.c, {@code ArmedState} one {@code
 * struct timerfd_ctx} with its hrtimer.
 *
 * <p>Left out: slack, the timer wheel, arming and disarming on the way, soft and hard halves of a
 * base, {@code hrtimer_interrupt}'s retries.
 *
 * <p>It must not know why the clocks moved. Read {@link io.lapse.guestkernel.timer.TimerQueue}
 * first.
 */
@NullMarked
package io.lapse.guestkernel.timer;

import org.jspecify.annotations.NullMarked;
