package io.lapse.whatif.sweep;

import java.util.Locale;

/** What is known of a history, and what is not: the ground on which the figures stand. */
public enum Count {
  EVENTS("events read"),
  ACCEPTED("events that the books took"),
  DUPLICATES("events that repeat another"),
  NOT_COUNTED("emulated reactions, where only reported ones count"),
  QUARANTINED("events that the books cannot take: too late, or not plausible"),
  GUESTS("guests"),
  GUESTS_WITHOUT_PROFILE("guests that told no profile"),
  OUTAGES("outages with a stop and a restart: these are priced"),
  OPEN("stops without a restart: not priced"),
  STOP_MISSING("restarts without a stop: not priced"),
  LEFT_OUT("outages before or after the time in question"),
  BACKWARD("outages whose Tout is negative: the hosts' clocks disagree"),
  COUNTER_MEASURED("outages whose counter was read before and after"),
  COUNTER_CLAIMED("outages whose host says how far it advanced the counter"),
  COUNTER_ASSUMED("outages whose counter is assumed to have stood still, or to have run"),
  COUNTER_UNKNOWN("outages of whose counter nothing is known"),
  TIMERS_MEASURED("outages with the guest's own inventory of timers"),
  TIMERS_PRIOR("outages priced by the timers usual in the guest's class"),
  TIMERS_UNKNOWN("outages of whose timers nothing is known"),
  UNSUPPORTED_GUEST("outages of guests that are not Linux: no timers, no stalls"),
  CLOCKSOURCE_UNKNOWN("outages of guests whose clocksource, or its frequency, is not known"),
  DAEMON_ASSUMED("outages of guests whose NTP daemon is assumed"),
  COOPERATIVE("guests that were warned and came to rest, or suspended themselves"),
  FORCED("guests that were warned, did not quiesce in time, and were stopped"),
  COOPERATION_KILLED("guests that were warned, did not quiesce, and were killed"),
  UNANNOUNCED("guests that nobody warned"),
  COOPERATION_UNKNOWN("guests of which the source cannot tell");

  private final String meaning;

  Count(String meaning) {
    this.meaning = meaning;
  }

  /** Its name in JSON and in CSV. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it counts, for a reader. */
  public String meaning() {
    return meaning;
  }
}
