package io.lapse.ledger.query;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the books say of a guest at an instant.
 *
 * @param outageId null where no outage explains the instant
 * @param toutNanos of the outage as it stands; null where that is not known
 * @param entries the outage's standing entries, by number; empty where no outage explains it
 */
public record Answer(
    String guest,
    TaiInstant at,
    Kind kind,
    @Nullable String outageId,
    @Nullable Long toutNanos,
    List<Entry> entries) {

  /** What an instant was to a guest. */
  public enum Kind {
    /** The guest did not run. */
    OUTAGE,
    /** It ran, and its wall clock was wrong because of an outage. */
    STALE_WINDOW,
    /** Nothing that a host did explains it. */
    NO_HOST_EVENT
  }

  public Answer {
    entries = List.copyOf(entries);
  }

  static Answer none(String guest, TaiInstant at) {
    return new Answer(guest, at, Kind.NO_HOST_EVENT, null, null, List.of());
  }
}
