/**
 * A history, guest by guest, under many thresholds and policies at once.
 *
 * <p>It must not know how an outage is priced, which is {@code harm}, nor how a result is shown.
 * Read {@link io.lapse.whatif.sweep.Scenario} first.
 */
@NullMarked
package io.lapse.whatif.sweep;

import org.jspecify.annotations.NullMarked;
