package io.lapse.guestconsumer;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.time.TaiInstant;
import org.jspecify.annotations.Nullable;

/**
 * What one guest looks like.
 *
 * @param profile what it says that it is; null if it never did
 * @param inventory the latest; null if none was told
 * @param notice the last that it was shown; null if none
 * @param reaction to that notice; null if it has not reacted
 * @param kernel its emulated kernel at {@code at}; null if neither an inventory nor a notice says
 *     anything about it
 * @param at the instant that this is about
 * @param trouble what could not be used; null if all could
 */
public record GuestSight(
    String guest,
    GuestEvent.@Nullable Profile profile,
    GuestEvent.@Nullable Inventory inventory,
    @Nullable Notice notice,
    GuestEvent.@Nullable Reacted reaction,
    @Nullable GuestKernel kernel,
    TaiInstant at,
    @Nullable String trouble) {}
