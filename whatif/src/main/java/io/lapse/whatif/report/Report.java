package io.lapse.whatif.report;

import io.lapse.whatif.cost.CostFunction;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.sweep.WhatIf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a report shows.
 *
 * @param answer what the history would have come to
 * @param provenance where the history came from
 * @param cost the user's cost function; null if none was given
 * @param axes of the Pareto front
 * @param checks of the worst bursts by the emulated kernel, in their order
 */
public record Report(
    WhatIf answer,
    Provenance provenance,
    @Nullable CostFunction cost,
    List<Figure> axes,
    List<KernelCheck> checks) {
  public Report {
    axes = List.copyOf(axes);
    checks = List.copyOf(checks);
  }
}
