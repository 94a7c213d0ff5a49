package io.lapse.benchmarks.streams;

/**
 * What a trial came to.
 *
 * @param eventsPerSecond host events
 * @param clientCpu processor time of the program, in seconds per million host events
 * @param brokerCpu that of the broker
 */
record Measured(double eventsPerSecond, double clientCpu, double brokerCpu) {}
