/**
 * Estimates held against the emulated kernel, timer by timer.
 *
 * <p>It must not know what is done with the result. Read {@link io.lapse.whatif.kernel.KernelCheck}
 * first.
 */
@NullMarked
package io.lapse.whatif.kernel;

import org.jspecify.annotations.NullMarked;
