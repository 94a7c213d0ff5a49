/**
 * systemd-timesyncd, as far as it disciplines a clock. Source: systemd's
 * src/timesync/timesyncd-manager.c.
 *
 * <p>Left out: more than one server, lost replies beyond the first repeat, the clock that is stored
 * over a reboot.
 *
 * <p>It must not know the other daemons. Read {@link
 * io.lapse.guestkernel.discipline.timesyncd.Timesyncd} first.
 */
@NullMarked
package io.lapse.guestkernel.discipline.timesyncd;

import org.jspecify.annotations.NullMarked;
