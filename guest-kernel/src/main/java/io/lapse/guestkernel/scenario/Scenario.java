package io.lapse.guestkernel.scenario;

import io.lapse.guestkernel.KernelStart;
import java.util.List;
import java.util.Objects;

/**
 * A guest, and what happens to it.
 *
 * @param start the guest's kernel and its timers as it is found
 */
public record Scenario(KernelStart start, List<Operation> operations) {
  public Scenario {
    Objects.requireNonNull(start, "start");
    operations = List.copyOf(operations);
  }
}
