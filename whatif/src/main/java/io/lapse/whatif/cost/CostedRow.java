package io.lapse.whatif.cost;

import io.lapse.whatif.sweep.Row;
import java.math.BigDecimal;

/**
 * A row and what it costs.
 *
 * @param cost with each undecided outage injected, as the rule has it
 * @param costIfCompensated with each undecided outage compensated: how far the hosts' clocks leave
 *     it open; may be more or less
 */
public record CostedRow(Row row, BigDecimal cost, BigDecimal costIfCompensated) {}
