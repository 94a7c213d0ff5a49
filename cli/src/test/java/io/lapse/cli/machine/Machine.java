package io.lapse.cli.machine;

import java.util.Optional;

/** What a machine may lack. */
public enum Machine {
  /** A Docker daemon that answers. */
  DOCKER("docker"),
  /** All that {@code docker/compose.yaml} needs: the command, the images, a user who may give. */
  DEPLOYMENT("docker"),
  /** QEMU's command for x86-64, by emulation if need be. */
  QEMU("qemu"),
  /** A Python that has pandas. */
  PANDAS("pandas"),
  /** A browser without a screen. */
  CHROMIUM("chromium"),
  /** Prometheus, promtool and Alertmanager. */
  PROMETHEUS("prometheus");

  private final String word;

  Machine(String word) {
    this.word = word;
  }

  /** As {@code LAPSE_REQUIRE} calls it. */
  String word() {
    return word;
  }

  /** Why this machine has it not; empty if it has. */
  Optional<String> missing() {
    return switch (this) {
      case DOCKER -> Docker.missing();
      case DEPLOYMENT -> Docker.missingDeployment();
      case QEMU -> QemuCommand.missing();
      case PANDAS -> Python.missing();
      case CHROMIUM -> Chromium.missing();
      case PROMETHEUS -> Prometheus.missing();
    };
  }
}
