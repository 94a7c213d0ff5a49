package io.lapse.ledger.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event time that statistics have come to: the latest but one, over distinct guests. One guest
 * with a stamp far in the future does not move it, so nothing expires by one clock's mistake.
 *
 * @param windows those that have been counted in from the start
 * @param newestSeconds when the newest window begins of which an outage was seen, in s TAI; null
 *     before the first
 * @param newestGuest whose outage that was; null with it
 * @param secondSeconds the same of the newest of any other guest; null until there is one
 * @param goneSeconds windows that end by this are gone, in s TAI, and stay so; null until any is
 * @param uncounted the outages that came when their windows were gone
 */
public record FleetClock(
    List<FleetWindow> windows,
    @Nullable Long newestSeconds,
    @Nullable String newestGuest,
    @Nullable Long secondSeconds,
    @Nullable Long goneSeconds,
    long uncounted) {

  public FleetClock {
    windows = List.copyOf(windows);
    if ((newestSeconds == null) != (newestGuest == null) || uncounted < 0) {
      throw new IllegalArgumentException(
          "newest stamp and guest are known together, and uncounted is not negative: "
              + newestSeconds
              + ", "
              + newestGuest
              + ", "
              + uncounted);
    }
  }

  /** Before the first outage. */
  public static FleetClock start(FleetWindows windows) {
    return new FleetClock(windows.windows(), null, null, null, null, 0);
  }

  /**
   * After an outage of a guest; the same if time does not move.
   *
   * @param seconds when its window begins, in s TAI
   * @param retentionSeconds how long after its end a window is kept
   */
  FleetClock seen(String guest, long seconds, long retentionSeconds) {
    boolean same = guest.equals(newestGuest);
    if (newestSeconds == null || seconds > newestSeconds) {
      Long second = same ? secondSeconds : newestSeconds;
      return new FleetClock(
          windows, seconds, guest, second, gone(second, retentionSeconds), uncounted);
    }
    if (!same && (secondSeconds == null || seconds > secondSeconds)) {
      return new FleetClock(
          windows, newestSeconds, newestGuest, seconds, gone(seconds, retentionSeconds), uncounted);
    }
    return this;
  }

  /** What is gone does not come back, not even if windows are kept for longer from now on. */
  private @Nullable Long gone(@Nullable Long second, long retentionSeconds) {
    if (second == null) {
      return goneSeconds;
    }
    long gone = Math.subtractExact(second, retentionSeconds);
    return goneSeconds == null ? (Long) gone : (Long) Math.max(goneSeconds, gone);
  }

  /** Windows of one length that begin before this are gone, in s TAI. */
  public long goneBefore(FleetWindow window) {
    return goneSeconds == null
        ? Long.MIN_VALUE
        : Math.addExact(Math.subtractExact(goneSeconds, window.seconds()), 1);
  }

  FleetClock without(long outages) {
    return outages == 0
        ? this
        : new FleetClock(
            windows,
            newestSeconds,
            newestGuest,
            secondSeconds,
            goneSeconds,
            Math.addExact(uncounted, outages));
  }
}
