package io.lapse.cli.timers;

import io.lapse.ledger.guest.GuestEvent.Inventory;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.ledger.timers.ExpiryEstimator;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Two samples of one machine's {@code /proc/timer_list}, 3 s apart: the first, rolled forward, is
 * to say what the second shows.
 */
final class SampledTimers {
  private static final long MILLI = 1_000_000L;

  /** 10 ms to 600 s. */
  static final List<Long> WINDOWS =
      List.of(
          10 * MILLI, 100 * MILLI, 1_000 * MILLI, 10_000 * MILLI, 60_000 * MILLI, 600_000 * MILLI);

  private final Inventory first = sample("sample-1.txt");
  private final Inventory second = sample("sample-2.txt");

  private static Inventory sample(String name) {
    Path file = GuestRecordings.FOLDER.resolve("timer_list").resolve(name);
    return GuestRecordings.inventory("timer_list", "machine", file);
  }

  Inventory first() {
    return first;
  }

  /** How long after the first the second was taken, by the machine's CLOCK_MONOTONIC. */
  long apartNanos() {
    return second.monotonicNanos() - first.monotonicNanos();
  }

  /** By the first, which timers of the monotonic base a jump at the second would make due. */
  BaseExpiry estimate(long windowNanos) {
    return Objects.requireNonNull(
        ExpiryEstimator.estimate(first, GuestRecordings.windows(apartNanos(), windowNanos))
            .monotonic());
  }

  /** By the second, which it would. */
  long shown(long windowNanos) {
    return second.timers().stream()
        .filter(timer -> second.dueNanos(timer) > 0 && second.dueNanos(timer) <= windowNanos)
        .count();
  }

  /** How many timers of the first had fallen due by the second. */
  long turnedOver() {
    return first.timers().stream().filter(timer -> first.dueNanos(timer) <= apartNanos()).count();
  }
}
