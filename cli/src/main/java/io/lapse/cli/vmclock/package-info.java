/**
 * {@code lapse vmclock}: the VMClock page that a guest would see, written or read.
 *
 * <p>It must not know how a page is laid out, or how it tells the time. Read {@link
 * io.lapse.cli.vmclock.VmclockCommand} first.
 */
@NullMarked
package io.lapse.cli.vmclock;

import org.jspecify.annotations.NullMarked;
