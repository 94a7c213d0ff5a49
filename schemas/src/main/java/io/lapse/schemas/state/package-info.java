/**
 * What the application keeps of a guest, packed: whatever repeats stands once, times are
 * differences, and what follows from the rest is left out.
 *
 * <p>It must not know the rules of the books. Read {@link io.lapse.schemas.state.GuestStateCodec}
 * first.
 */
@NullMarked
package io.lapse.schemas.state;

import org.jspecify.annotations.NullMarked;
