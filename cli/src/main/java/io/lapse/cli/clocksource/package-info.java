/**
 * {@code lapse clocksource}: the figures that Linux registers a counter with, and what breaks
 * beyond each.
 *
 * <p>It must not compute them. Read {@link io.lapse.cli.clocksource.ClocksourceCommand} first.
 */
@NullMarked
package io.lapse.cli.clocksource;

import org.jspecify.annotations.NullMarked;
