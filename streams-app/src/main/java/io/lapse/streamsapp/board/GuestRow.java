package io.lapse.streamsapp.board;

import org.jspecify.annotations.Nullable;

/**
 * A guest and what it lost, by the outages that were asked for.
 *
 * @param zone the label {@code zone} of its profile; null where there is none
 * @param owner the label {@code owner} of its profile; null where there is none
 * @param guestClass null where it has no profile
 * @param outages how many, open ones too
 * @param isOpen whether it stands still
 * @param lostNanos the sum of the Touts that are positive
 * @param longestNanos the longest Tout, may be negative; null where none is known
 * @param unaccountedNanos the standing sum; positive: its wall clock is behind TAI
 * @param lastStoppedTaiNanos the newest stop; null where there is none
 * @param violationsOpen violations and live alarms that are open, whatever outages were asked for
 */
public record GuestRow(
    String guest,
    @Nullable String zone,
    @Nullable String owner,
    @Nullable String guestClass,
    int outages,
    boolean isOpen,
    long lostNanos,
    @Nullable Long longestNanos,
    long unaccountedNanos,
    @Nullable Long lastStoppedTaiNanos,
    int violationsOpen) {}
