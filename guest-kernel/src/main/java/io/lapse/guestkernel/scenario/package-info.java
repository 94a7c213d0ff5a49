/**
 * A written scenario: a guest, and what happens to it, step by step.
 *
 * <p>It must not know in which form a scenario is written. Read {@link
 * io.lapse.guestkernel.scenario.Emulation} first.
 */
@NullMarked
package io.lapse.guestkernel.scenario;

import org.jspecify.annotations.NullMarked;
