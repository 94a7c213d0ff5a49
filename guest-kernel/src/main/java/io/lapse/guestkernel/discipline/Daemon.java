package io.lapse.guestkernel.discipline;

import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timer.Timer;
import java.util.List;

/**
 * A guest's NTP daemon: a state machine that sleeps until its timer, a reply, or a set clock wakes
 * it, and then makes system calls. It has no other effects, and knows no time but what it reads.
 *
 * <pre>
 *   start -> asleep --timer, reply, clock set--> asleep
 *                   --it gives up-------------> exited; nothing wakes it again
 * </pre>
 *
 * Not safe for use by several threads.
 */
public interface Daemon {
  /** Its timer is not set. */
  long NEVER = Long.MAX_VALUE;

  /** The process begins; once. */
  void start(SystemCalls calls);

  /** The clock of its timer. */
  Clock timerClock();

  /** When its timer expires, on {@link #timerClock}; {@link #NEVER} if it is not set. */
  long timerNanos();

  /** Its timer has expired; how late does not matter, and how often it would have is lost. */
  void timerExpired(SystemCalls calls);

  /** An answer of the server lies on its socket. */
  void replied(Reply reply, SystemCalls calls);

  /** A timer that it keeps armed said ECANCELED: somebody has set the clock. */
  void clockWasSet(SystemCalls calls);

  /** The timers that it keeps armed in the kernel, from before it starts. */
  List<Timer> armed();

  /** Whether the process has exited. */
  boolean hasExited();

  /** Another one in the same state. */
  Daemon copy();

  /**
   * The same program with the same settings before its {@link #start}, and with what it keeps on
   * disk: the frequency.
   */
  Daemon afresh();
}
