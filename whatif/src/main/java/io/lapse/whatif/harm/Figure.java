package io.lapse.whatif.harm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is counted of a history under a policy. Each is one number, and its {@link #word} is its
 * name in JSON, in CSV and in a cost function.
 *
 * <p>Sums of durations are in ms: a fleet of 100,000 loses more than 292 years in a month, and no
 * more ns than that fit 64 bits.
 */
public enum Figure {
  OUTAGES(Role.FACT, Sum.ADDED, "outages with a stop and a restart"),
  COMPENSATED(Role.FACT, Sum.ADDED, "outages that the host may compensate: certainly below T"),
  INJECTED(Role.FACT, Sum.ADDED, "outages that the guest is told of, and injects"),
  UNDECIDED(
      Role.FACT, Sum.ADDED, "outages whose interval straddles T: not compensated, so injected"),
  SLEPT(Role.FACT, Sum.ADDED, "outages that the guest slept through by itself"),
  KILLED(Role.HARM, Sum.ADDED, "guests killed for not cooperating in time (DIE)"),
  WOULD_DIE(
      Role.FACT, Sum.ADDED, "guests that were warned and did not quiesce: dead under any DIE"),

  TIMERS(Role.HARM, Sum.ADDED, "timers that expire at once, expected"),
  TIMERS_LOW(Role.FACT, Sum.ADDED, "the least number of them"),
  TIMERS_HIGH(Role.FACT, Sum.ADDED, "the largest number of them"),
  MONOTONIC_TIMERS(Role.HARM, Sum.ADDED, "those of CLOCK_MONOTONIC, expected"),
  OVERRUNS(Role.HARM, Sum.ADDED, "periods that periodic timers missed besides"),
  BURST_MAX(Role.HARM, Sum.LARGEST, "the most timers that expire at once in one guest, expected"),
  MASS_EXPIRIES(Role.HARM, Sum.ADDED, "outages with more timers at once than policy allows"),
  CANCELLED_TIMERS(
      Role.HARM, Sum.ADDED, "timers with TFD_TIMER_CANCEL_ON_SET that wake, of known inventories"),
  TIMERS_BY_PRIOR(Role.FACT, Sum.ADDED, "outages whose timers are those usual in the class"),
  TIMERS_UNKNOWN(Role.FACT, Sum.ADDED, "outages of whose timers nothing is known: counted as none"),

  SOFT_LOCKUPS(Role.HARM, Sum.ADDED, "outages that a busy vCPU reports as a soft lockup"),
  RCU_STALLS(Role.HARM, Sum.ADDED, "outages that end a grace period as an RCU stall"),
  WORKQUEUE_LOCKUPS(Role.HARM, Sum.ADDED, "outages that pending work reports as a lockup"),
  HUNG_TASKS(Role.HARM, Sum.ADDED, "outages that a blocked task is reported for"),

  MONOTONIC_JUMPS(Role.HARM, Sum.ADDED, "times that every clock jumps at once, MONOTONIC too"),
  MONOTONIC_JUMPED_MS(Role.HARM, Sum.ADDED, "by how much, in all"),
  MONOTONIC_JUMP_MAX_NS(Role.HARM, Sum.LARGEST, "by how much at most"),
  REALTIME_STEPS(Role.HARM, Sum.ADDED, "times that REALTIME is stepped against MONOTONIC"),
  REALTIME_STEPPED_MS(Role.HARM, Sum.ADDED, "by how much, in all; sizes are added"),
  REALTIME_STEP_MAX_NS(Role.HARM, Sum.LARGEST, "by how much at most"),
  BACKWARD_STEPS(Role.HARM, Sum.ADDED, "steps of REALTIME backward"),
  NTP_RESETS(Role.HARM, Sum.ADDED, "times that NTP is told to begin afresh"),

  NAIVE_STALE_MS(Role.HARM, Sum.ADDED, "stale windows where nobody in the guest is told"),
  NAIVE_WRONG_MS_S(Role.HARM, Sum.ADDED, "wrong-time integrals there, in ms times s"),
  NAIVE_NEVER(Role.HARM, Sum.ADDED, "outages that such a guest's daemon never repairs"),
  AWARE_STALE_MS(Role.HARM, Sum.ADDED, "stale windows where kernel and daemon are told"),
  AWARE_WRONG_MS_S(Role.HARM, Sum.ADDED, "wrong-time integrals there, in ms times s"),
  AWARE_NEVER(Role.HARM, Sum.ADDED, "outages that such a guest's daemon never repairs"),

  MAX_IDLE_CROSSED(Role.HARM, Sum.ADDED, "advances beyond max_idle_ns of the clocksource"),
  MAX_CYCLES_CROSSED(Role.HARM, Sum.ADDED, "advances beyond max_cycles, on kernels that wrap"),
  WRAPS(Role.HARM, Sum.ADDED, "advances beyond 2^(64-shift) ns, on kernels that wrap"),
  CATCH_UP_UNKNOWN(Role.FACT, Sum.ADDED, "advances of guests whose limits are not known");

  /** Whether less of it is better. */
  public enum Role {
    /** The less the better. */
    HARM,
    /** Neither good nor bad: what was decided, and what is known. */
    FACT
  }

  /** How the figures of several outages make one. */
  public enum Sum {
    ADDED,
    LARGEST
  }

  private final Role role;
  private final Sum sum;
  private final String meaning;

  Figure(Role role, Sum sum, String meaning) {
    this.role = role;
    this.sum = sum;
    this.meaning = meaning;
  }

  /** Its name in JSON, in CSV and in a cost function. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Role role() {
    return role;
  }

  public Sum sum() {
    return sum;
  }

  /** What it counts, for a reader. */
  public String meaning() {
    return meaning;
  }

  /** Whether it is a duration in nanoseconds. */
  public boolean isNanos() {
    return name().endsWith("_NS");
  }

  /** Whether it is a sum of durations, in milliseconds. */
  public boolean isMillis() {
    return name().endsWith("_MS");
  }

  /** How many of what is added make one of it: durations are added in ns. */
  long unit() {
    return isMillis() ? 1_000_000 : 1;
  }

  /** The figure of a {@link #word}; empty if it is none. */
  public static Optional<Figure> of(String word) {
    return Arrays.stream(values()).filter(figure -> figure.word().equals(word)).findFirst();
  }
}
