/**
 * From a notice to a reaction: what the guest's half of the protocol does. No released kernel has
 * it; the rules are those of the 2021 and 2022 proposals, an injected TAI delta as offset or as
 * sleep time.
 *
 * <p>Left out: the race between a pending injection and adjtimex, and the interrupt that brings the
 * notice. What the guest's NTP daemon does then is in {@code discipline}.
 *
 * <p>It must not know the books. Read {@link io.lapse.guestkernel.reaction.EmulatedGuest} first.
 */
@NullMarked
package io.lapse.guestkernel.reaction;

import org.jspecify.annotations.NullMarked;
