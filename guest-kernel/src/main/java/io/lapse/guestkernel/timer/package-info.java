/**
 * The guest's timers: {@link io.lapse.guestkernel.timer.TimerQueue} models the hrtimer bases of
 * Linux kernel/time/hrtimer.c and the cancel list of fs/timerfd.c, {@code TimerState} one {@code
 * struct timerfd_ctx} with its hrtimer.
 *
 * <p>Left out: POSIX signals, nanosleep, slack, the timer wheel, and reads at another time than the
 * expiry.
 *
 * <p>It must not know why the clocks moved. Read {@link io.lapse.guestkernel.timer.TimerQueue}
 * first.
 */
@NullMarked
package io.lapse.guestkernel.timer;

import org.jspecify.annotations.NullMarked;
