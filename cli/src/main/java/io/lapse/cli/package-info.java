/**
 * The {@code lapse} command: it wires the parts together and shows what they say.
 *
 * <p>It must not hold a rule of the books. Nothing may know it.
 */
@NullMarked
package io.lapse.cli;

import org.jspecify.annotations.NullMarked;
