/**
 * ntpd 4.2.8, as far as it disciplines a clock: RFC 5905's state machine, the clock filter, the
 * poll interval, and the kernel's PLL. Sources: RFC 5905, appendix A.5; ntpd's ntp_loopfilter.c,
 * ntp_proto.c, ntp_timer.c.
 *
 * <p>Left out: more than one server, refclocks, authentication, the spread of polls by random
 * numbers, the daemon's own loop beyond the first minutes.
 *
 * <p>It must not know the other daemons. Read {@link io.lapse.guestkernel.discipline.ntpd.Ntpd}
 * first.
 */
@NullMarked
package io.lapse.guestkernel.discipline.ntpd;

import org.jspecify.annotations.NullMarked;
