package io.lapse.whatif.sweep;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One way in which hosts might have gone by: a set of policies, perhaps with another threshold.
 *
 * @param policies what the user calls the set
 * @param kind whether it is what happened, or what would have
 * @param thresholdNanos T of all policies of the set; null: each has its own, or {@link
 *     Kind#RECORDED}
 */
public record Scenario(String policies, Kind kind, @Nullable Long thresholdNanos) {
  /** What a scenario tells of. */
  public enum Kind {
    /** What the books say that happened. */
    RECORDED,
    /** The policies as they are written. */
    AS_WRITTEN,
    /** The policies, with one threshold for all. */
    THRESHOLD
  }

  public Scenario {
    Objects.requireNonNull(policies, "policies");
    if ((kind == Kind.THRESHOLD) != (thresholdNanos != null)) {
      throw new IllegalArgumentException("a threshold is for THRESHOLD alone: " + kind);
    }
    if (thresholdNanos != null && thresholdNanos < 0) {
      throw new IllegalArgumentException("thresholdNanos must not be negative: " + thresholdNanos);
    }
  }

  /** The threshold of a {@link Kind#THRESHOLD}. */
  long requireThresholdNanos() {
    return Objects.requireNonNull(thresholdNanos, "thresholdNanos");
  }
}
