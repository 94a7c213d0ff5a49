package io.lapse.streamsapp.query;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.query.Answer;
import io.lapse.ledger.time.TaiInstant;
import java.util.Objects;

/** What the entries of an answer state, without their errors. */
final class Stated {
  private Stated() {}

  /** The last entry of the outage that explains the instant; there must be one. */
  static Entry last(Answer answer) {
    return answer.entries().get(answer.entries().size() - 1);
  }

  /** The stop; the restart where that is missing. */
  static TaiInstant begin(Entry entry) {
    TaiInstant stopped = entry.stoppedAt();
    return stopped != null ? stopped : Objects.requireNonNull(entry.restartedAt());
  }

  /** Whether the outage has ended, and the instant lies between its stop and its restart. */
  static boolean covers(Answer answer) {
    Entry last = last(answer);
    TaiInstant restarted = last.restartedAt();
    if (restarted == null) {
      return false;
    }
    TaiInstant begin = begin(last);
    boolean isForwards = !begin.isAfter(restarted);
    TaiInstant from = isForwards ? begin : restarted;
    TaiInstant to = isForwards ? restarted : begin;
    return !answer.at().isBefore(from) && !answer.at().isAfter(to);
  }
}
