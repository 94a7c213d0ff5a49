package io.lapse.streamsapp.metrics;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What hosts said last of the error of their clocks. Any thread asks it. */
final class HostClocks {
  /** Hosts beyond so many are left out. */
  static final int HOSTS_MAX = 5_000;

  /** A host that says nothing for so long is forgotten. */
  static final long SILENCE_MILLIS = 86_400_000;

  /** Its time need not be noted more often than that. */
  private static final long FRESH_MILLIS = 60_000;

  private final LongSupplier clock;
  private final Map<String, Word> words = new ConcurrentHashMap<>();

  private record Word(long errorNanos, long atMillis) {}

  /**
   * None yet.
   *
   * @param clock in ms
   */
  HostClocks(LongSupplier clock) {
    this.clock = clock;
  }

  void on(LedgerInput input) {
    String host = input.envelope().host();
    if (host == null || !(input instanceof HostEvent)) {
      return;
    }
    long error =
        input instanceof HostEvent.HostClock said
            ? said.errorNanos()
            : input.stamp().clockErrorNanos();
    long now = clock.getAsLong();
    Word known = words.get(host);
    if (known == null && words.size() >= HOSTS_MAX) {
      return;
    }
    if (known == null || known.errorNanos() != error || now - known.atMillis() > FRESH_MILLIS) {
      words.put(host, new Word(error, now));
    }
  }

  /** By host, in ns. */
  Map<String, Long> errors() {
    long now = clock.getAsLong();
    words.values().removeIf(word -> now - word.atMillis() > SILENCE_MILLIS);
    Map<String, Long> errors = new TreeMap<>();
    words.forEach((host, word) -> errors.put(host, word.errorNanos()));
    return errors;
  }
}
