/**
 * The VMClock page: what a host shows a guest about its counter, the time, and the last disruption,
 * byte for byte as {@code include/uapi/linux/vmclock-abi.h} has it. {@code
 * docs/reference/vmclock.md} says where that header and the specification UAPI.13 differ.
 *
 * <p>Left out: how a guest finds the page (ACPI, device tree), and the interrupt that says that it
 * has changed.
 *
 * <p>It must not know kernels, notices or files. Read {@link
 * io.lapse.guestkernel.vmclock.VmClockPage} first.
 */
@NullMarked
package io.lapse.guestkernel.vmclock;

import org.jspecify.annotations.NullMarked;
