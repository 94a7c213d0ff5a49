package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;

/**
 * The latest inventory of a guest's timers, and by how much less than TAI its clocks have run on
 * since: they stood still in each outage, but for what was made up.
 *
 * @param monotonicStillNanos by how much CLOCK_MONOTONIC stood still since the inventory
 * @param boottimeStillNanos the same of CLOCK_BOOTTIME
 * @param wallStillNanos the same of CLOCK_REALTIME and CLOCK_TAI
 * @param errorNanos what these may be off by
 */
public record RunningInventory(
    Recorded<GuestEvent.Inventory> inventory,
    long monotonicStillNanos,
    long boottimeStillNanos,
    long wallStillNanos,
    long errorNanos) {

  static RunningInventory taken(Recorded<GuestEvent.Inventory> inventory) {
    return new RunningInventory(inventory, 0, 0, 0, 0);
  }

  /** After an outage that began since the inventory. */
  RunningInventory after(Closing closing) {
    long still = Math.subtractExact(closing.toutNanos(), closing.advanceNanos());
    long asleep = Math.subtractExact(still, closing.sleptNanos());
    return new RunningInventory(
        inventory,
        Math.addExact(monotonicStillNanos, still),
        Math.addExact(boottimeStillNanos, asleep),
        Math.addExact(wallStillNanos, asleep),
        Math.addExact(errorNanos, closing.errorNanos()));
  }

  /** After the wall clock was moved, and BOOTTIME with it if that was booked as sleep. */
  RunningInventory moved(long nanos, boolean asSleep) {
    return new RunningInventory(
        inventory,
        monotonicStillNanos,
        asSleep ? Math.subtractExact(boottimeStillNanos, nanos) : boottimeStillNanos,
        Math.subtractExact(wallStillNanos, nanos),
        errorNanos);
  }
}
