package io.lapse.cli.machine;

import java.util.Optional;
import java.util.function.Supplier;

/** What a machine may lack. */
public enum Machine {
  /** A Docker daemon that answers. */
  DOCKER("docker", Docker::missing),
  /** All that {@code docker/compose.yaml} needs: the command, the images, a user who may give. */
  DEPLOYMENT("docker", Docker::missingDeployment);

  private final String word;
  private final Supplier<Optional<String>> look;

  Machine(String word, Supplier<Optional<String>> look) {
    this.word = word;
    this.look = look;
  }

  /** As {@code LAPSE_REQUIRE} calls it. */
  String word() {
    return word;
  }

  /** Why this machine has it not; empty if it has. */
  Optional<String> missing() {
    return look.get();
  }
}
