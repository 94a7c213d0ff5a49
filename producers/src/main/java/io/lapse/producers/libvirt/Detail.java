package io.lapse.producers.libvirt;

import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What libvirt's words for a lifecycle event say, whatever the domain did before. */
final class Detail {
  /** The details that are known, by event. */
  private static final Map<String, List<String>> KNOWN =
      Map.of(
          "Defined", List.of("Added", "Updated", "Renamed", "Snapshot"),
          "Undefined", List.of("Removed", "Renamed"),
          "Started", List.of("Booted", "Migrated", "Restored", "Snapshot", "Event wakeup"),
          "Suspended",
              List.of(
                  "Paused",
                  "Migrated",
                  "I/O Error",
                  "Watchdog",
                  "Restored",
                  "Snapshot",
                  "API error",
                  "Post-copy",
                  "Post-copy Error"),
          "Resumed", List.of("Unpaused", "Migrated", "Snapshot", "Post-copy", "Post-copy Error"),
          "Stopped",
              List.of(
                  "Shutdown", "Destroyed", "Crashed", "Migrated", "Saved", "Failed", "Snapshot"),
          "Shutdown",
              List.of("Finished", "Finished after guest request", "Finished after host request"),
          "PMSuspended", List.of("Memory", "Disk"),
          "Crashed", List.of("Panicked", "Crashloaded"));

  private Detail() {}

  static boolean isKnown(String event, String detail) {
    return KNOWN.getOrDefault(event, List.of()).contains(detail);
  }

  static boolean isKnown(String event) {
    return KNOWN.containsKey(event);
  }

  /** Why a domain was Suspended. */
  static StopReason reasonOf(String detail) {
    return switch (detail) {
      case "Migrated", "Post-copy" -> StopReason.MIGRATE;
      case "Snapshot" -> StopReason.CHECKPOINT;
      // A guest is also paused to be saved or dumped.
      default -> StopReason.UNKNOWN;
    };
  }

  /** What libvirt says of a guest that stands still already. */
  static boolean isAfterword(String detail) {
    return detail.equals("API error") || detail.equals("Post-copy Error");
  }

  /** How a domain that was Resumed came to run, as far as the word alone tells. */
  static RestartMode modeOf(String detail) {
    return switch (detail) {
      case "Migrated", "Post-copy", "Post-copy Error" -> RestartMode.INCOMING;
      case "Snapshot" -> RestartMode.RESTORED;
      default -> RestartMode.CONTINUED;
    };
  }

  /** How a guest will run that a Started process has loaded; null for one that boots. */
  static @Nullable RestartMode arrivalOf(String detail) {
    return switch (detail) {
      case "Migrated" -> RestartMode.INCOMING;
      case "Restored", "Snapshot" -> RestartMode.RESTORED;
      default -> null;
    };
  }
}
