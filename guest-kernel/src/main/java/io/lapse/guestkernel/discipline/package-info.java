/**
 * The guest's NTP daemon, as far as it drives the kernel: what a daemon is to its guest, one
 * exchange with a server, and how any daemon is made aware of migrations. The daemons themselves
 * are in {@code ntpd}, {@code chrony} and {@code timesyncd}, the experiment in {@code trial};
 * {@code docs/concepts/ntp.md} says what is modelled, from which source, and what is left out.
 *
 * <p>It must not know the world around the guest: the true time, the outage, the host. Read {@link
 * io.lapse.guestkernel.discipline.Daemon} first.
 */
@NullMarked
package io.lapse.guestkernel.discipline;

import org.jspecify.annotations.NullMarked;
