package io.lapse.streamsapp.query;

import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far off a guest's kernel says that its clock may be ({@code time_maxerror}), and whether it
 * calls it synchronised, from the first moment that is known to the last.
 *
 * <p>The kernel adds 500 us when a second of its REALTIME begins, in a run or inside an advance of
 * its counter. The curve is the line through these steps: never more than one step beside them.
 *
 * @param points by instant; between two of them the error lies on the line that joins them, and the
 *     state is that of the earlier one; the last of several at one instant holds from there on
 */
public record NtpCurve(List<Point> points) {
  /** NTP_PHASE_LIMIT: as far off as an error can be stated, 16 s. */
  public static final long LIMIT_NANOS = 16_000_000_000L;

  /** So many ns of running time add one ns: 500 us a second. */
  private static final long NANOS_PER_NANO = 2_000;

  /** What the kernel calls its clock. */
  public enum State {
    SYNCHRONISED,
    UNSYNCHRONISED,
    /** Nothing has told yet. */
    UNKNOWN
  }

  /**
   * A corner.
   *
   * @param maxErrorNanos from 0 to {@link #LIMIT_NANOS}; the limit where nothing is known
   * @param cause what happened there; null where the curve just goes on
   */
  public record Point(TaiInstant at, long maxErrorNanos, State state, @Nullable String cause) {}

  public NtpCurve {
    points = List.copyOf(points);
  }

  /**
   * Draws it.
   *
   * @param moments in any order
   * @param until where it ends, if no moment is later; null if it ends with the last
   */
  public static NtpCurve of(List<NtpMoment> moments, @Nullable TaiInstant until) {
    Pen pen = new Pen();
    moments.stream().sorted(NtpMoment.ORDER).forEach(pen::draw);
    if (until != null) {
      pen.end(until);
    }
    return new NtpCurve(pen.points);
  }

  /** Where the curve is, and what it has left behind. */
  private static final class Pen {
    final List<Point> points = new ArrayList<>();
    private State state = State.UNKNOWN;
    private long errorNanos = LIMIT_NANOS;
    private boolean isRunning = true;
    private @Nullable TaiInstant at;

    void draw(NtpMoment moment) {
      goTo(moment.at());
      if (points.isEmpty()) {
        add(moment.at(), null);
      }
      Point before = points.get(points.size() - 1);
      State stateBefore = state;
      long errorBefore = errorNanos;
      String cause = take(moment);
      boolean isJump = state != stateBefore || errorNanos != errorBefore;
      if (!isJump && before.at().equals(moment.at()) && before.cause() == null) {
        points.remove(points.size() - 1);
      } else if (isJump && !before.at().equals(moment.at())) {
        points.add(new Point(moment.at(), errorBefore, stateBefore, null));
      }
      add(moment.at(), cause);
    }

    /** Moves the state; returns the cause, in words. */
    private String take(NtpMoment moment) {
      if (moment instanceof NtpMoment.Stopped) {
        isRunning = false;
        return "stopped";
      }
      isRunning = true;
      if (moment instanceof NtpMoment.Restarted restarted) {
        grow(Math.max(0, restarted.compensatedNanos()));
        return restarted.compensatedNanos() > 0 ? "restarted, counter advanced" : "restarted";
      }
      if (moment instanceof NtpMoment.Observed observed && observed.isSynchronised()) {
        state = State.SYNCHRONISED;
        errorNanos = Math.min(LIMIT_NANOS, observed.errorNanos());
        return "observed to be synchronised";
      }
      state = State.UNSYNCHRONISED;
      errorNanos = LIMIT_NANOS;
      return moment instanceof NtpMoment.Reset
          ? "NTP was reset"
          : "observed not to be synchronised";
    }

    /** The guest's clock has moved by so much. */
    private void grow(long nanos) {
      if (state == State.UNKNOWN) {
        return;
      }
      if (nanos / NANOS_PER_NANO >= LIMIT_NANOS - errorNanos) {
        errorNanos = LIMIT_NANOS;
        state = State.UNSYNCHRONISED;
      } else {
        errorNanos += nanos / NANOS_PER_NANO;
      }
    }

    private void goTo(TaiInstant next) {
      TaiInstant from = at;
      at = next;
      if (from == null || !isRunning || state != State.SYNCHRONISED) {
        return;
      }
      long toLimitNanos = (LIMIT_NANOS - errorNanos) * NANOS_PER_NANO;
      long nanos = from.nanosUntil(next);
      grow(nanos);
      if (nanos > toLimitNanos) {
        add(from.plus(toLimitNanos), "time_maxerror is at its limit");
      }
    }

    void end(TaiInstant until) {
      TaiInstant last = at;
      if (last != null && until.isAfter(last)) {
        goTo(until);
        add(until, null);
      }
    }

    private void add(TaiInstant where, @Nullable String cause) {
      points.add(new Point(where, errorNanos, state, cause));
    }
  }
}
