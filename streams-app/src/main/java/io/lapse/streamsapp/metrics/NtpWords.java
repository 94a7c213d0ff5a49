package io.lapse.streamsapp.metrics;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the guests' NTP, from what they said since their partitions came here: a
 * reaction that cleared it, then an observation of a clock that is synchronised. Any thread asks
 * it.
 */
final class NtpWords {
  /** Guests beyond so many are not known. */
  static final int GUESTS_MAX = 1_000_000;

  /** Whether a guest's NTP follows its servers. */
  enum NtpState {
    SYNC,
    UNSYNC,
    UNKNOWN
  }

  private final Map<String, Word> words = new ConcurrentHashMap<>();

  private record Word(int partition, String zone, NtpState state) {}

  /** A guest said something. */
  void on(int partition, String zone, LedgerInput input) {
    NtpState state = state(input);
    if (state == null) {
      return;
    }
    String guest = input.guest();
    if (words.size() < GUESTS_MAX || words.containsKey(guest)) {
      words.put(guest, new Word(partition, zone, state));
    }
  }

  private static @Nullable NtpState state(LedgerInput input) {
    if (input instanceof GuestEvent.Reacted reaction) {
      return reaction.ntpReset() ? NtpState.UNSYNC : null;
    }
    if (input instanceof GuestEvent.ClockObservation observation && observation.status() != null) {
      return isSynchronised(observation.status()) ? NtpState.SYNC : NtpState.UNSYNC;
    }
    return null;
  }

  /** As chrony, adjtimex and our own lines put it: only one that is not says so. */
  private static boolean isSynchronised(String status) {
    String lower = status.toLowerCase(Locale.ROOT);
    return !lower.contains("not sync") && !lower.contains("unsync");
  }

  /**
   * How many guests are in each state, by zone. Those of other partitions are forgotten.
   *
   * @param partitions those of this instance
   */
  Map<String, Map<NtpState, Integer>> counts(IntPredicate partitions) {
    words.values().removeIf(word -> !partitions.test(word.partition()));
    Map<String, Map<NtpState, Integer>> counts = new HashMap<>();
    words
        .values()
        .forEach(
            word ->
                counts
                    .computeIfAbsent(word.zone(), zone -> new EnumMap<>(NtpState.class))
                    .merge(word.state(), 1, Integer::sum));
    return counts;
  }
}
