package io.lapse.ledger.account;

import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import org.jspecify.annotations.Nullable;

/** What an outage was. */
public enum OutageKind {
  /** On one host, in one process. */
  PAUSE,
  /** Its state went through a saved image. */
  SNAPSHOT,
  /** From one host to another. */
  MIGRATION;

  /** What a stop alone tells; null if nothing. */
  static @Nullable OutageKind ofStop(StopReason reason) {
    return switch (reason) {
      case PAUSE, SLEEP -> PAUSE;
      case SAVE, CHECKPOINT -> SNAPSHOT;
      case MIGRATE -> MIGRATION;
      case UNKNOWN, ARRIVAL -> null;
    };
  }

  /** What a restart alone tells; null if nothing. */
  static @Nullable OutageKind ofRestart(RestartMode mode) {
    return switch (mode) {
      case WAKEUP -> PAUSE;
      case RESTORED -> SNAPSHOT;
      case CONTINUED, INCOMING -> null;
    };
  }
}
