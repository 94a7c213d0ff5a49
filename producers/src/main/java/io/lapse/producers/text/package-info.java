/**
 * Figures and instants as programs print them for people: decimals become whole nanoseconds.
 *
 * <p>It must not know which program printed them. Read {@link io.lapse.producers.text.Decimals}
 * first.
 */
@NullMarked
package io.lapse.producers.text;

import org.jspecify.annotations.NullMarked;
