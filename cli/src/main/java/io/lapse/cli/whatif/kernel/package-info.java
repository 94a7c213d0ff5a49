/**
 * The worst bursts of a what-if, run through the emulated kernels of their guests.
 *
 * <p>It must not know thresholds, nor how a report shows it. Read {@link
 * io.lapse.cli.whatif.kernel.KernelChecks} first.
 */
@NullMarked
package io.lapse.cli.whatif.kernel;

import org.jspecify.annotations.NullMarked;
