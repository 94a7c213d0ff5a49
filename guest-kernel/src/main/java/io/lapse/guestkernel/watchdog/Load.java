package io.lapse.guestkernel.watchdog;

/**
 * What a guest does besides its timers; each makes one watchdog bark.
 *
 * @param busy a task spins on a vCPU and never sleeps: a soft lockup is seen
 * @param gracePeriod an RCU grace period waits for a vCPU
 * @param blockedTask a task is in uninterruptible sleep
 * @param pendingWork a work item waits for its worker
 */
public record Load(boolean busy, boolean gracePeriod, boolean blockedTask, boolean pendingWork) {
  public static final Load IDLE = new Load(false, false, false, false);
  public static final Load BUSY = new Load(true, false, false, false);
}
