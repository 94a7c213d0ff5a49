package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.fleet.FleetDelta;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an input leads to, each for a topic of its own. */
public sealed interface Output {

  record Booked(HistoryRecord history) implements Output {}

  record Noticed(Notice notice) implements Output {}

  record Alerted(Alert alert) implements Output {}

  record Profiled(GuestEvent.Profile profile) implements Output {}

  /**
   * What changed in the statistics of a host.
   *
   * @param host who must hear of it
   */
  record Counted(String host, List<FleetDelta> deltas) implements Output {}

  /**
   * An input that the books did not take.
   *
   * @param bytes its value as it came; null if it had none
   * @param origin where it came from; null if it is the record that is being processed
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
  record Refused(
      byte @Nullable [] bytes, Reason reason, String explanation, @Nullable Origin origin)
      implements Output {}

  /** Where a record stands. */
  record Origin(String topic, int partition, long offset) {}
}
