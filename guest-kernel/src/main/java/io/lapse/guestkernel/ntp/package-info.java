/**
 * What the kernel knows of its own error: {@link io.lapse.guestkernel.ntp.Ntp} models the variables
 * of Linux kernel/time/ntp.c with adjtimex, {@code second_overflow} and {@code ntp_clear}, {@code
 * LeapSecond} its leap-second machine.
 *
 * <p>Left out: the hardpps part, of which only the status bits are there.
 *
 * <p>It must not know the timekeeper. Read {@link io.lapse.guestkernel.ntp.Ntp} first.
 */
@NullMarked
package io.lapse.guestkernel.ntp;

import org.jspecify.annotations.NullMarked;
