package io.lapse.guestkernel;

import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.timekeeping.Clocks;

/**
 * A guest's kernel at one moment; immutable.
 *
 * @param ntp what a plain adjtimex would say
 * @param pendingTimers how many timers have yet to expire
 * @param noticeSequence the last notice that it acted on; 0 if none
 */
public record KernelSnapshot(
    Clocks clocks, AdjtimexReply ntp, long pendingTimers, long noticeSequence) {}
