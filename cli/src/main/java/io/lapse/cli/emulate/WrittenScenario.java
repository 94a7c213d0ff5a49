package io.lapse.cli.emulate;

import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.scenario.Operation;
import io.lapse.guestkernel.scenario.Scenario;
import java.util.List;

/**
 * A scenario, and how it was written.
 *
 * @param start the guest as it is found
 * @param steps what happens to it
 */
record WrittenScenario(KernelStart start, List<Step> steps) {
  /**
   * An operation.
   *
   * @param name what the file calls it
   * @param path where it stands
   */
  record Step(String name, String path, Operation operation) {}

  WrittenScenario {
    steps = List.copyOf(steps);
  }

  Scenario scenario() {
    return new Scenario(start, steps.stream().map(Step::operation).toList());
  }
}
