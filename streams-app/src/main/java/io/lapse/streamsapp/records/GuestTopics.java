package io.lapse.streamsapp.records;

import io.lapse.ledger.account.HistoryRecord;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.records.GuestOffsets.Place;
import io.lapse.streamsapp.records.GuestOffsets.Window;
import io.lapse.streamsapp.records.LedgerRecords.Stored;
import io.lapse.streamsapp.records.UnreadException.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the topics have of a guest; asked by any thread. */
public final class GuestTopics implements AutoCloseable {
  /** For a page of the history. */
  private static final Duration PAGE_BUDGET = Duration.ofSeconds(2);

  /** For all of a history: an owner that was asked by another instance has 1.5 s for its answer. */
  private static final Duration PAST_BUDGET = Duration.ofMillis(1_200);

  private final TopicReaders readers;
  private final @Nullable GuestOffsets offsets;
  private final LedgerRecords ledger;
  private final GuestEvents events;
  private final List<Topic<?>> inputs;

  GuestTopics(
      TopicReaders readers, Topics topics, @Nullable GuestOffsets offsets, LongSupplier nanoTime) {
    this.readers = readers;
    this.offsets = offsets;
    ledger = new LedgerRecords(readers, topics.ledger(), nanoTime);
    inputs = topics.inputs();
    events = new GuestEvents(readers, inputs, nanoTime);
  }

  /**
   * Nothing is connected before it is asked.
   *
   * @param client settings of a consumer: how to come to the brokers
   * @param board knows where the records of the ledger are; null if none is kept
   */
  public static GuestTopics over(Map<String, Object> client, Topics topics, @Nullable Board board) {
    return new GuestTopics(
        TopicReaders.of(client),
        topics,
        board == null ? null : new BoardOffsets(board),
        System::nanoTime);
  }

  /**
   * A page of a guest's history.
   *
   * @param records the newest first
   * @param before the offset before which the next page begins; null on the last page
   */
  public record HistoryPage(List<Stored> records, @Nullable Long before) {
    public HistoryPage {
      records = List.copyOf(records);
    }
  }

  /**
   * Reads a page of its history.
   *
   * @param before only records before this offset; null: from the newest on
   * @return null if nothing is known of the guest
   * @throws UnreadException if it was not read in time, or nobody knows yet what is to be read
   */
  public @Nullable HistoryPage history(String guest, int limit, @Nullable Long before)
      throws UnreadException {
    Place place = place(guest);
    if (place == null) {
      return null;
    }
    long end = before == null ? Long.MAX_VALUE : before;
    long[] older = Arrays.stream(place.offsets()).filter(offset -> offset < end).toArray();
    int from = Math.max(0, older.length - limit);
    long[] wanted = Arrays.copyOfRange(older, from, older.length);
    List<Stored> read = new ArrayList<>(ledger.at(place.partition(), wanted, PAGE_BUDGET));
    Collections.reverse(read);
    return new HistoryPage(read, from == 0 ? null : (Long) wanted[0]);
  }

  /**
   * All that the topics have of a guest's past.
   *
   * @param history in the order of its numbers; the oldest may be missing
   * @param windows when its clock was wrong, as far as that is known
   */
  public record Past(List<HistoryRecord> history, List<Window> windows) {
    public Past {
      history = List.copyOf(history);
      windows = List.copyOf(windows);
    }
  }

  /**
   * Reads the past of a guest.
   *
   * @throws UnreadException if it was not read in time, or nobody knows yet what is to be read
   */
  public Past past(String guest) throws UnreadException {
    Place place = place(guest);
    if (place == null) {
      return new Past(List.of(), List.of());
    }
    List<HistoryRecord> history =
        ledger.at(place.partition(), place.offsets(), PAST_BUDGET).stream()
            .map(Stored::history)
            .filter(Objects::nonNull)
            .toList();
    return new Past(history, known().windows(guest));
  }

  private @Nullable Place place(String guest) throws UnreadException {
    // Asked first: what is caught up by then is in what is found.
    boolean isCaughtUp = known().isCaughtUp();
    Place place = known().of(guest);
    if (!isCaughtUp) {
      throw new UnreadException(
          Why.CATCHING_UP, "the instance has yet to read where the records of its guests are");
    }
    return place;
  }

  private GuestOffsets known() throws UnreadException {
    if (offsets == null) {
      throw new UnreadException(
          Why.NO_BOARD, "the instance keeps no board, which would know where the records are");
    }
    return offsets;
  }

  /** The topics of inputs, in the order of a cursor. */
  public List<Topic<?>> inputs() {
    return inputs;
  }

  /**
   * Reads a page of what was said about a guest.
   *
   * @param from null: from the newest on
   * @throws UnreadException if nothing was read in time
   */
  public GuestEvents.Page events(String guest, int limit, @Nullable EventCursor from)
      throws UnreadException {
    return events.page(guest, limit, from);
  }

  @Override
  public void close() {
    readers.close();
  }
}
