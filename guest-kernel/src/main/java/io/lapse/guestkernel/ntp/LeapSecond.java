package io.lapse.guestkernel.ntp;

import static io.lapse.guestkernel.ntp.Ntp.STA_DEL;
import static io.lapse.guestkernel.ntp.Ntp.STA_INS;

/**
 * The leap-second machine: {@code time_state} and {@code ntp_next_leap_sec}. It looks at the flags
 * only when a second of REALTIME begins.
 *
 * <pre>
 *   OK --INS--> INS --midnight, -1 s--> OOP --a second later--> WAIT --flags gone--> OK
 *   OK --DEL--> DEL --23:59:59, +1 s--------------------------> WAIT
 * </pre>
 */
final class LeapSecond {
  /** TIME64_MAX. */
  private static final long NONE = Long.MAX_VALUE;

  private static final long DAY_SECONDS = 86_400;

  private TimeState state = TimeState.OK;
  private long nextSeconds = NONE;

  LeapSecond() {}

  private LeapSecond(LeapSecond other) {
    state = other.state;
    nextSeconds = other.nextSeconds;
  }

  LeapSecond copy() {
    return new LeapSecond(this);
  }

  TimeState state() {
    return state;
  }

  /** {@code ntp_clear}: the state stays, so that a leap that was armed never comes. */
  void forget() {
    nextSeconds = NONE;
  }

  /** The PLL was turned off. */
  void reset() {
    state = TimeState.OK;
    nextSeconds = NONE;
  }

  /**
   * A second begins.
   *
   * @return by how much REALTIME is to be stepped: -1, 0 or 1 s
   */
  int secondOverflow(long secs, int status) {
    boolean insert = (status & STA_INS) != 0;
    boolean delete = (status & STA_DEL) != 0;
    switch (state) {
      case OK -> arm(secs, insert, delete);
      case INS -> {
        if (!insert) {
          reset();
        } else if (secs == nextSeconds) {
          state = TimeState.OOP;
          return -1;
        }
      }
      case DEL -> {
        if (!delete) {
          reset();
        } else if (secs == nextSeconds) {
          nextSeconds = NONE;
          state = TimeState.WAIT;
          return 1;
        }
      }
      case OOP -> {
        nextSeconds = NONE;
        state = TimeState.WAIT;
      }
      case WAIT -> state = insert || delete ? TimeState.WAIT : TimeState.OK;
      case ERROR -> throw new IllegalStateException("time_state is never TIME_ERROR");
    }
    return 0;
  }

  private void arm(long secs, boolean insert, boolean delete) {
    if (insert) {
      state = TimeState.INS;
      nextSeconds = secs + DAY_SECONDS - secs % DAY_SECONDS;
    } else if (delete) {
      state = TimeState.DEL;
      nextSeconds = secs + DAY_SECONDS - (secs + 1) % DAY_SECONDS;
    }
  }

  /** Until which second nothing of this changes; {@code secs} if the next one may change it. */
  long quietUntil(long secs, int status) {
    boolean insert = (status & STA_INS) != 0;
    boolean delete = (status & STA_DEL) != 0;
    return switch (state) {
      case OK -> insert || delete ? secs : Ntp.NEVER;
      case INS -> insert ? untilNext(secs) : secs;
      case DEL -> delete ? untilNext(secs) : secs;
      case WAIT -> insert || delete ? Ntp.NEVER : secs;
      case OOP, ERROR -> secs;
    };
  }

  private long untilNext(long secs) {
    return nextSeconds == NONE || nextSeconds <= secs ? Ntp.NEVER : nextSeconds - 1;
  }

  /**
   * How adjtimex sees the machine at a moment: it may know of a leap that no tick has noticed yet.
   *
   * @param taiOffset TAI - UTC then, in s
   */
  Seen seenAt(long secs, int status, int taiOffset) {
    if (secs >= nextSeconds) {
      if (state == TimeState.INS && (status & STA_INS) != 0) {
        return new Seen(TimeState.OOP, taiOffset + 1, true);
      }
      if (state == TimeState.DEL && (status & STA_DEL) != 0) {
        return new Seen(TimeState.WAIT, taiOffset - 1, true);
      }
      if (state == TimeState.OOP && secs == nextSeconds) {
        return new Seen(TimeState.WAIT, taiOffset, true);
      }
    }
    return new Seen(state, taiOffset, false);
  }

  /**
   * What adjtimex returns, and the TAI offset that it shows.
   *
   * @param isAhead whether it knows of a leap that no tick has noticed
   */
  record Seen(TimeState state, int taiOffset, boolean isAhead) {}
}
