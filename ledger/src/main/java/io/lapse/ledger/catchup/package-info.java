/**
 * The clocksources of Linux, with its own arithmetic, and how far a guest's counter may advance
 * while its kernel does not look.
 *
 * <p>It must not know why the counter advanced, nor the kernel that is emulated elsewhere: it
 * computes figures and limits, and no time. Read {@link io.lapse.ledger.catchup.Clocksource} first.
 */
@NullMarked
package io.lapse.ledger.catchup;

import org.jspecify.annotations.NullMarked;
