package io.lapse.whatif.sweep;

import io.lapse.whatif.harm.Outlook;
import java.util.Comparator;

/**
 * The timers that expire at once in one guest if its outage is compensated.
 *
 * @param outlook of the outage
 * @param timers expected, all bases together
 * @param overruns all bases together
 */
public record Burst(Outlook outlook, long timers, long overruns) {
  static final Comparator<Burst> WORST_FIRST =
      Comparator.comparingLong(Burst::timers)
          .thenComparingLong(Burst::overruns)
          .reversed()
          .thenComparing(burst -> burst.outlook().account().outage().id());
}
