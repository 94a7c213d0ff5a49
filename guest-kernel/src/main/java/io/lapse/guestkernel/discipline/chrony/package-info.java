/**
 * A daemon that works as chronyd does: it fits a line to its samples, and makes up for the offset
 * by frequency and tick, as fast as the kernel can. Sources: chrony's sched.c, ntp_core.c,
 * sourcestats.c, regress.c, reference.c, local.c, sys_generic.c, sys_linux.c, sys_timex.c.
 *
 * <p>Left out: more than one server, the asymmetry of the network, the samples that extend the runs
 * test, fallback drifts, smoothing, the random part of the poll interval.
 *
 * <p>It must not know the other daemons. Read {@link io.lapse.guestkernel.discipline.chrony.Chrony}
 * first.
 */
@NullMarked
package io.lapse.guestkernel.discipline.chrony;

import org.jspecify.annotations.NullMarked;
