package io.lapse.guestkernel;

import io.lapse.ledger.catchup.KernelVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What differs between versions of the kernel. One that is not known behaves as the newest. */
final class VersionRules {
  private VersionRules() {}

  /**
   * Whether the clocksource watchdog skips a long interval: from 6.8 on, and where stable releases
   * took it over.
   */
  static boolean skipsLongIntervals(@Nullable String version) {
    return parsed(version)
        .map(
            kernel ->
                kernel.isAtLeast(6, 8)
                    || kernel.isStable(6, 6, 16)
                    || kernel.isStable(6, 1, 77)
                    || kernel.isStable(5, 15, 149)
                    || kernel.isStable(5, 10, 210))
        .orElse(true);
  }

  /** Up to 6.12 a step that is refused clears NTP all the same. */
  static boolean clearsNtpWhenItRefuses(@Nullable String version) {
    return parsed(version).map(kernel -> !kernel.isAtLeast(6, 13)).orElse(false);
  }

  private static Optional<KernelVersion> parsed(@Nullable String version) {
    return version == null ? Optional.empty() : KernelVersion.parse(version);
  }
}
