/**
 * What an outage would have done to its guest, had the host compensated it, or not: figures that
 * can be added up.
 *
 * <p>It must not know thresholds: which of the futures comes true is for {@code sweep} to say. Read
 * {@link io.lapse.whatif.harm.Figure} first.
 */
@NullMarked
package io.lapse.whatif.harm;

import org.jspecify.annotations.NullMarked;
