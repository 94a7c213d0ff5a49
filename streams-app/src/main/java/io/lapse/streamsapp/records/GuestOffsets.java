package io.lapse.streamsapp.records;

import io.lapse.ledger.account.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of where a guest's records are, and of its alerts; asked by any thread. */
public interface GuestOffsets {

  /** Of a guest's records on the topic of the ledger; null if nothing is known of the guest. */
  @Nullable Place of(String guest);

  /** When the guest's clock was wrong, as far as that is known. */
  List<Window> windows(String guest);

  /** Whether all is known that was there at the start. */
  boolean isCaughtUp();

  /**
   * Where records are.
   *
   * @param offsets the oldest first; those of old records may be missing
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody changes it, or compares it.
  record Place(int partition, long[] offsets) {}

  /**
   * The last time that an outage left the guest's clock wrong; there may have been an earlier one.
   *
   * @param opened null if that was before what is known
   * @param resolved null while it lasts
   */
  record Window(String outageId, @Nullable Alert opened, @Nullable Alert resolved) {}
}
