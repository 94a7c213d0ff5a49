package io.lapse.cli.replay;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.time.TaiInstant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which outages are wanted: those that began in it. One whose stop is missing began, as far as is
 * known, with its restart.
 *
 * @param from included; null: from the first
 * @param to not included; null: to the last
 */
public record StopRange(@Nullable TaiInstant from, @Nullable TaiInstant to) {
  /** Refuses a range without an instant in it. */
  public StopRange {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("expected --from before --to");
    }
  }

  /** Whether the outage of an entry began in it. */
  public boolean holds(Entry entry) {
    TaiInstant stopped = entry.stoppedAt();
    TaiInstant began = stopped != null ? stopped : Objects.requireNonNull(entry.restartedAt());
    return (from == null || !began.isBefore(from)) && (to == null || began.isBefore(to));
  }
}
