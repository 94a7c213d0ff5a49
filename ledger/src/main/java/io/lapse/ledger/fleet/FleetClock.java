package io.lapse.ledger.fleet;

import org.jspecify.annotations.Nullable;

/**
 * The event time that statistics have come to: the latest but one, over distinct guests. One guest
 * with a stamp far in the future does not move it, so nothing expires by one clock's mistake.
 *
 * @param newestSeconds when the newest window begins of which an outage was seen, in s TAI; null
 *     before the first
 * @param newestGuest whose outage that was; null with it
 * @param secondSeconds the same of the newest of any other guest; null until there is one
 * @param uncounted the outages that came when their windows were gone
 */
public record FleetClock(
    @Nullable Long newestSeconds,
    @Nullable String newestGuest,
    @Nullable Long secondSeconds,
    long uncounted) {
  public static final FleetClock START = new FleetClock(null, null, null, 0);

  public FleetClock {
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

  /** After an outage of a guest; the same if time does not move. */
  FleetClock seen(String guest, long seconds) {
    boolean same = guest.equals(newestGuest);
    if (newestSeconds == null || seconds > newestSeconds) {
      return new FleetClock(seconds, guest, same ? secondSeconds : newestSeconds, uncounted);
    }
    if (!same && (secondSeconds == null || seconds > secondSeconds)) {
      return new FleetClock(newestSeconds, newestGuest, seconds, uncounted);
    }
    return this;
  }

  FleetClock without(long outages) {
    return outages == 0
        ? this
        : new FleetClock(
            newestSeconds, newestGuest, secondSeconds, Math.addExact(uncounted, outages));
  }
}
