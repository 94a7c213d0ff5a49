package io.lapse.guestkernel;

import io.lapse.guestkernel.ntp.NtpState;
import io.lapse.guestkernel.timekeeping.Timekeeper;

/**
 * A guest's kernel at one moment; immutable.
 *
 * @param pendingTimers how many timers have yet to expire
 * @param noticeSequence the last notice that it acted on; 0 if none
 */
public record KernelSnapshot(
    Timekeeper clocks, NtpState ntp, long pendingTimers, long noticeSequence) {}
