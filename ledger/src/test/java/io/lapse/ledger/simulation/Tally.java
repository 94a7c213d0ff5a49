package io.lapse.ledger.simulation;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What was seen in all seeds, so that a check which never met its case is noticed. */
final class Tally {
  private final Map<String, Long> counts = new ConcurrentSkipListMap<>();

  void count(String what, boolean happened) {
    add(what, happened ? 1 : 0);
  }

  void add(String what, long count) {
    counts.merge(what, count, Long::sum);
  }

  void outage(Happening.Ended ended) {
    count("outages", true);
    count(ended.outage().kind().name(), true);
    count(ended.cooperation().name(), true);
    count("unreported", !ended.outage().reported());
    count("compensated", ended.outage().compensatedNanos() != 0);
    count("slept", ended.outage().sleptNanos() != 0);
  }

  Map<String, Long> counts() {
    return counts;
  }
}
