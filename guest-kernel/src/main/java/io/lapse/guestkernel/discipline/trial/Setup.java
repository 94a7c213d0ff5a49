package io.lapse.guestkernel.discipline.trial;

import io.lapse.guestkernel.KernelBuild;
import java.util.Objects;

/**
 * The guest and its surroundings before the outage.
 *
 * @param build its kernel
 * @param frequencyPpb by how much its counter is fast; ppb, positive: fast; the drift file knows it
 * @param network the way to the server
 * @param program the daemon
 * @param settleNanos so long the daemon runs before the outage may strike; not negative
 */
public record Setup(
    KernelBuild build, long frequencyPpb, Network network, Program program, long settleNanos) {

  public Setup {
    Objects.requireNonNull(build, "build");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(program, "program");
    if (settleNanos < 0) {
      throw new IllegalArgumentException("settleNanos must not be negative: " + settleNanos);
    }
  }
}
