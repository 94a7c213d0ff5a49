package io.lapse.ledger.evidence;

/**
 * What one migration says of two hosts' clocks: Tout less the downtime that the hypervisor
 * reported.
 *
 * @param nanos positive: the destination's clock is ahead, or the hypervisor left something out
 */
public record PairResidual(String sourceHost, String destinationHost, long nanos) {}
