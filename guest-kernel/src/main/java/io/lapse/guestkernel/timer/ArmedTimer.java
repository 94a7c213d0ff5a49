package io.lapse.guestkernel.timer;

/**
 * A timer that has yet to expire.
 *
 * @param dueInNanos in how many ns of its base; 0 or less: when the clocks next move
 */
public record ArmedTimer(Timer timer, long dueInNanos) {}
