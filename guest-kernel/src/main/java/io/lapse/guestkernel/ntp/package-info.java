/**
 * What the kernel knows of its own error: {@link io.lapse.guestkernel.ntp.NtpState} models the
 * variables of Linux kernel/time/ntp.c and its {@code ntp_clear()}, {@link
 * io.lapse.guestkernel.ntp.Pps} those of its hardpps part.
 *
 * <p>Left out: adjtimex, second_overflow with its slew and leap machine, the PLL and FLL, the
 * counters of PPS. The state is kept and cleared; it does not yet run.
 *
 * <p>It must not know the timekeeper. Read {@link io.lapse.guestkernel.ntp.NtpState} first.
 */
@NullMarked
package io.lapse.guestkernel.ntp;

import org.jspecify.annotations.NullMarked;
