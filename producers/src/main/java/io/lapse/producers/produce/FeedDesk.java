package io.lapse.producers.produce;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.source.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a {@link Feed} leaves what it has read, and how it is. */
public interface FeedDesk {

  /**
   * The position with which the last events were left, in this or an earlier life; null if none.
   */
  @Nullable String position();

  /**
   * Keeps events together with the position behind them, all or nothing: after a crash {@link
   * #position} says whether they were kept. Waits while there is no room.
   *
   * @param events in the order in which they were read; may be empty
   * @param position from which the feed would go on
   */
  void leave(List<LedgerInput> events, String position) throws InterruptedException;

  /** Something that could not be taken, or looks odd. */
  void report(Problem problem);

  /** The input is there and is read. */
  void up();

  /** The input is not there, or cannot be read for now; what was read of it has been left. */
  void down(String why);

  /**
   * Whether the input is taken to be gone for good, as the file of a guest is that is no more. A
   * feed then leaves what it can still read, and returns; one that is down may be interrupted.
   */
  default boolean isGone() {
    return false;
  }
}
