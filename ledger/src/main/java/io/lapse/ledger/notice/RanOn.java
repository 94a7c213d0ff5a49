package io.lapse.ledger.notice;

import io.lapse.ledger.time.TaiInstant;

/**
 * How far a guest's clocks had run on, when it stopped, since its timers were listed last. They
 * stood still in each outage, but for what was made up.
 *
 * @param since the stamp of that inventory
 * @param monotonicNanos by how much CLOCK_MONOTONIC had run on
 * @param boottimeNanos by how much CLOCK_BOOTTIME had
 */
public record RanOn(TaiInstant since, long monotonicNanos, long boottimeNanos) {}
