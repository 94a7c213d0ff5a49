package io.lapse.whatif.stall;

import org.jspecify.annotations.Nullable;

public record StallLimits(
    long softLockupNanos, long rcuStallNanos, long workqueueNanos, long hungTaskNanos) {
  static final StallLimits S =
      new StallLimits(21L << 30, 21_000_000_000L, 30_000_000_000L, 120_000_000_000L);

  public static StallLimits of(@Nullable String kernel) {
    return S;
  }
}
