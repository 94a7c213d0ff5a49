package io.lapse.guestkernel.watchdog;

import io.lapse.guestkernel.effect.Effect;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The watchdogs of a guest. They look when a tick comes; what a guest's clocks did in between looks
 * to them like a guest that hung. Not safe for use by several threads.
 */
public final class Watchdogs {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** CONFIG_RCU_CPU_STALL_TIMEOUT. */
  private static final long RCU_STALL_NANOS = 21 * SECOND_NANOS;

  /** CONFIG_DEFAULT_HUNG_TASK_TIMEOUT. */
  private static final long HUNG_TASK_NANOS = 120 * SECOND_NANOS;

  /** workqueue.watchdog_thresh. */
  private static final long WORKQUEUE_NANOS = 30 * SECOND_NANOS;

  private final Load load;
  private final int hz;
  private final SoftLockup softLockup;
  private final @Nullable ClocksourceWatchdog clocksource;
  private long jiffiesNanos;
  private boolean guestStopped;

  /**
   * What the clocks show a watchdog.
   *
   * @param monotonicNanos MONOTONIC, which jiffies follow
   * @param schedNanos sched_clock: the counter by the mult that NTP left alone
   * @param hpetNanos what a counter beside it has counted
   */
  public record Seen(long monotonicNanos, long schedNanos, long hpetNanos) {}

  /**
   * @param clocksource watches the guest's own counter; null: nobody does
   */
  public Watchdogs(Load load, int hz, @Nullable ClocksourceWatchdog clocksource, Seen start) {
    this.load = load;
    this.hz = hz;
    this.clocksource = clocksource;
    softLockup = new SoftLockup(start);
    jiffiesNanos = start.monotonicNanos();
  }

  private Watchdogs(Watchdogs other) {
    load = other.load;
    hz = other.hz;
    clocksource = other.clocksource == null ? null : other.clocksource.copy();
    softLockup = other.softLockup.copy();
    jiffiesNanos = other.jiffiesNanos;
    guestStopped = other.guestStopped;
  }

  /** Other ones in the same state. */
  public Watchdogs copy() {
    return new Watchdogs(this);
  }

  /** PVCLOCK_GUEST_STOPPED is set: whatever they see next is forgiven. */
  public void guestStopped() {
    guestStopped = true;
  }

  /** The guest comes back from a suspend: {@code touch_softlockup_watchdog}. */
  public void resumed(Seen seen) {
    softLockup.touch(seen);
    jiffiesNanos = seen.monotonicNanos();
    if (clocksource != null) {
      clocksource.reset(seen);
    }
  }

  /** A tick has come. */
  public void tick(Seen seen, Consumer<Effect> effects) {
    if (guestStopped) {
      guestStopped = false;
      resumed(seen);
      return;
    }
    long passed = seen.monotonicNanos() - jiffiesNanos;
    jiffiesNanos = seen.monotonicNanos();
    softLockup.tick(seen, load.busy(), effects);
    if (clocksource != null) {
      clocksource.tick(seen, effects);
    }
    if (load.gracePeriod() && passed > RCU_STALL_NANOS) {
      effects.accept(new Effect.RcuStall(passed / (SECOND_NANOS / hz)));
    }
    if (load.blockedTask() && passed > HUNG_TASK_NANOS) {
      effects.accept(new Effect.HungTask(passed / SECOND_NANOS));
    }
    if (load.pendingWork() && passed > WORKQUEUE_NANOS) {
      effects.accept(new Effect.WorkqueueLockup(passed / SECOND_NANOS));
    }
  }

  /** Whether the clocksource was marked unstable, and replaced. */
  public boolean isUnstable() {
    return clocksource != null && clocksource.isUnstable();
  }
}
