/**
 * What an operation of the kernel did, in order.
 *
 * <p>It must not know which operation it was. Read {@link io.lapse.guestkernel.effect.Effect}
 * first.
 */
@NullMarked
package io.lapse.guestkernel.effect;

import org.jspecify.annotations.NullMarked;
