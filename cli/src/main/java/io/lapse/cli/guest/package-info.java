/**
 * {@code lapse guest}: stands in for guests, or looks on at one.
 *
 * <p>It must not know how a guest reacts. Read {@link io.lapse.cli.guest.GuestCommand} first.
 */
@NullMarked
package io.lapse.cli.guest;

import org.jspecify.annotations.NullMarked;
