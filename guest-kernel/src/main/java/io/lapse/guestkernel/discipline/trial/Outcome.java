package io.lapse.guestkernel.discipline.trial;

/**
 * What an outage did to the guest's wall clock. Error is REALTIME less true UTC.
 *
 * @param staleWindow from the restart until the error stays within the tolerance
 * @param wrongNanosSeconds the integral of the size of the error over the time watched, in ns times
 *     s, rounded down
 * @param largestErrorNanos the largest size of the error while the guest ran
 * @param steps how often the wall clock was stepped
 * @param unsynchronised from the restart until the kernel's STA_UNSYNC stays clear
 * @param beyondMaxErrorNanos how long the clock was called synchronised and was wrong by more than
 *     its own maxerror
 * @param gaveUp whether the daemon exited
 */
public record Outcome(
    Span staleWindow,
    long wrongNanosSeconds,
    long largestErrorNanos,
    Steps steps,
    Span unsynchronised,
    long beyondMaxErrorNanos,
    boolean gaveUp) {}
