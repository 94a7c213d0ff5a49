package io.lapse.guestkernel.scenario;

import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.ledger.notice.InjectAs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a scenario: something that happens to a guest, or that a program in it does. */
public sealed interface Operation {
  <R> R match(Cases<R> cases);

  /** One method per kind. */
  interface Cases<R> {
    R run(Run operation);

    R tscJump(TscJump operation);

    R pause(Pause operation);

    R suspendResume(SuspendResume operation);

    R injectOffset(InjectOffset operation);

    R injectSleep(InjectSleep operation);

    R setTime(SetTime operation);

    R adjtimex(Adjtimex operation);

    R setTaiOffset(SetTaiOffset operation);

    R read(Read operation);

    R counterChange(CounterChange operation);

    R notice(NoticeShown operation);
  }

  /** The guest runs for so long by its counter; not negative. */
  record Run(long durationNanos) implements Operation {
    public Run {
      requireNotNegative("durationNanos", durationNanos);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.run(this);
    }
  }

  /**
   * The counter moves at once.
   *
   * @param durationNanos of the counter; negative: backwards
   * @param tickPending whether a timer interrupt is due at once; else the next tick comes in the
   *     next run
   * @param guestStopped whether the host also sets PVCLOCK_GUEST_STOPPED
   */
  record TscJump(long durationNanos, boolean tickPending, boolean guestStopped)
      implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.tscJump(this);
    }
  }

  /** The guest stands still, and so does its counter. */
  record Pause(long durationNanos) implements Operation {
    public Pause {
      requireNotNegative("durationNanos", durationNanos);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pause(this);
    }
  }

  /**
   * The guest suspends to RAM, and resumes.
   *
   * @param sleepNanos what the guest adds to its clocks; what is negative adds nothing
   * @param persistentClockSeconds the RTC's second at the resume: REALTIME is exactly that right
   *     after; null: {@code sleepNanos} counts
   */
  record SuspendResume(long sleepNanos, @Nullable Long persistentClockSeconds)
      implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.suspendResume(this);
    }
  }

  /** {@code adjtimex(ADJ_SETOFFSET | ADJ_NANO)}. */
  record InjectOffset(long offsetNanos) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.injectOffset(this);
    }
  }

  /** {@code timekeeping_inject_sleeptime64}, as the RTC core calls it. */
  record InjectSleep(long sleepNanos) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.injectSleep(this);
    }
  }

  /** {@code clock_settime(CLOCK_REALTIME)}. */
  record SetTime(long realtimeNanos) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.setTime(this);
    }
  }

  /** One call of {@code adjtimex}. */
  record Adjtimex(AdjtimexCall call) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.adjtimex(this);
    }
  }

  /** {@code adjtimex(ADJ_TAI)}. */
  record SetTaiOffset(int taiOffsetSeconds) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.setTaiOffset(this);
    }
  }

  /**
   * The owner reads each of these timers once, without blocking.
   *
   * @param timers their ids
   * @param gettime whether it calls timerfd_gettime just before each read
   */
  record Read(List<String> timers, boolean gettime) implements Operation {
    public Read {
      timers = List.copyOf(timers);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.read(this);
    }
  }

  /**
   * The counter runs at another frequency than the guest believes, as after a migration.
   *
   * @param frequencyPpb against the nominal frequency; positive: faster; more than -1e9
   */
  record CounterChange(long frequencyPpb) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.counterChange(this);
    }
  }

  /**
   * The guest is shown a notice; one that is not later than the last is ignored.
   *
   * @param remainingNanos the TAI delta to inject; 0: only NTP is cleared
   * @param compensated the flag: the host advanced the counter itself
   */
  record NoticeShown(long sequence, long remainingNanos, boolean compensated, InjectAs injectAs)
      implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.notice(this);
    }
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }
}
