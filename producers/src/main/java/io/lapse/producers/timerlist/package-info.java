/**
 * Samples of {@code /proc/timer_list}: the timers that stood armed in a guest, and its clocks then.
 *
 * <p>It must not know what the ledger makes of them. Read {@link
 * io.lapse.producers.timerlist.TimerListReader} first; the format is that of the kernel's {@code
 * kernel/time/timer_list.c}.
 */
@NullMarked
package io.lapse.producers.timerlist;

import org.jspecify.annotations.NullMarked;
