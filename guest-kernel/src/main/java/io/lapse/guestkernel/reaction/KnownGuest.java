package io.lapse.guestkernel.reaction;

import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a guest's kernel: its profile.
 *
 * @param build what it is, and runs on
 * @param found how it was found last; null if nobody looked
 */
public record KnownGuest(KernelBuild build, @Nullable Found found) {
  /** A guest that never said anything about itself. */
  public static final KnownGuest UNKNOWN = new KnownGuest(KernelBuild.UNKNOWN, null);

  public KnownGuest {
    Objects.requireNonNull(build, "build");
  }

  /**
   * A kernel as it was found at work.
   *
   * @param at when
   * @param clocks what they read then
   * @param timers that stood armed; their ids must differ
   */
  public record Found(TaiInstant at, Clocks clocks, List<Timer> timers) {
    public Found {
      timers = List.copyOf(timers);
    }
  }
}
