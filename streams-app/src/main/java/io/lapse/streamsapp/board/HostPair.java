package io.lapse.streamsapp.board;

/**
 * Two hosts, and what migrations between them say of their clocks.
 *
 * @param one the host whose name comes first
 * @param biasNanos positive: the clock of {@code other} is ahead of that of {@code one}
 * @param migrations in both directions
 */
public record HostPair(String one, String other, long biasNanos, int migrations) {}
