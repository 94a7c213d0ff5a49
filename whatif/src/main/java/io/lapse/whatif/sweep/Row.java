package io.lapse.whatif.sweep;

import io.lapse.whatif.harm.Figures;
import java.util.List;

/**
 * What a scenario comes to.
 *
 * @param figures each undecided outage injected, as the rule has it
 * @param ifCompensated the same, each undecided outage compensated: how far the hosts' clocks leave
 *     it open
 * @param bursts how many outages have how many timers expire at once: element 0 counts those with
 *     none, element i those with 2^(i-1) to 2^i - 1
 * @param steps how many REALTIME steps of which size: element i counts 10^i to 10^(i+1) - 1 ns
 */
public record Row(
    Scenario scenario,
    Figures figures,
    Figures ifCompensated,
    List<Long> bursts,
    List<Long> steps) {
  public Row {
    bursts = List.copyOf(bursts);
    steps = List.copyOf(steps);
  }
}
