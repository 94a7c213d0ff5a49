/**
 * Profiles: what a guest is, and the timers that it had armed at one instant.
 *
 * <p>It must not know what the ledger makes of them. Read {@link
 * io.lapse.producers.profile.ProfileSource} first.
 */
@NullMarked
package io.lapse.producers.profile;

import org.jspecify.annotations.NullMarked;
