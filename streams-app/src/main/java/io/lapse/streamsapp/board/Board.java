package io.lapse.streamsapp.board;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.streamsapp.board.BoardListener.Subscription;
import io.lapse.streamsapp.board.BoardStatus.State;
import io.lapse.streamsapp.board.column.Names;
import io.lapse.streamsapp.board.column.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the whole fleet. One thread adds the records of the topics, each partition in its
 * order, the partitions in any; every thread may ask, and gets what never changes afterwards.
 *
 * <p>Of an outage there is what stands after its last entry: POSTED replaces what was there,
 * ADJUSTMENT adds to it, REVERSAL takes its entry back. So the board follows from the history as
 * the standing ledger does. An outage that was posted before the board begins is there from its
 * next entry on.
 */
public final class Board {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Tables tables;
  private final BoardListeners listeners = new BoardListeners();
  private final Map<Integer, Long> nextOffsets = new HashMap<>();
  private volatile State state = State.CATCHING_UP;
  private volatile boolean isTruncated;
  private final AtomicLong revision = new AtomicLong();
  private volatile long newestAlert = OutageTable.NO_INSTANT;
  private volatile @Nullable BoardStatus lastStatus;

  /** An empty one. */
  public Board(BoardBounds bounds) {
    tables = new Tables(bounds);
  }

  /**
   * Takes a record of the topic of the ledger. One that it has taken already is passed over.
   *
   * @param partition that it came from, which is the guest's
   */
  public void apply(int partition, long offset, HistoryRecord added) {
    lock.writeLock().lock();
    try {
      if (offset < nextOffsets.getOrDefault(partition, 0L)) {
        return;
      }
      nextOffsets.put(partition, offset + 1);
      tables.apply(tables.guests().of(added.guest(), partition), offset, added);
      changed(added.guest());
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Takes a record of the topic of alerts. */
  public void apply(int partition, Alert alert) {
    lock.writeLock().lock();
    try {
      tables.alerts().put(tables.guests().of(alert.guest(), partition), alert);
      newestAlert = Math.max(newestAlert, alert.at().nanos());
      changed(alert.guest());
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Takes a record of the topic of profiles. */
  public void apply(int partition, GuestEvent.Profile profile) {
    lock.writeLock().lock();
    try {
      tables.guests().profile(tables.guests().of(profile.guest(), partition), profile);
      changed(profile.guest());
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The topic of profiles has none of this guest any more. */
  public void forgetProfile(String guest) {
    lock.writeLock().lock();
    try {
      int number = tables.guests().find(guest);
      if (number != Names.NONE) {
        tables.guests().forgetProfile(number);
        changed(guest);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void changed(String guest) {
    if (tables.dropExcess()) {
      isTruncated = true;
    }
    revision.incrementAndGet();
    listeners.change(guest);
  }

  /** It has come to the ends of the topics as they were when it started. */
  void live() {
    state = State.LIVE;
    revision.incrementAndGet();
    listeners.changeAll();
  }

  /** There are older records than those that it was given. */
  void truncated() {
    isTruncated = true;
    revision.incrementAndGet();
  }

  /** As of {@link #status}, without a look at any row. */
  public long revision() {
    return revision.get();
  }

  /** How far it has read. */
  public BoardStatus status() {
    return read(all -> statusOf(all));
  }

  /** Whoever holds the read lock: the answer belongs to what else it reads. */
  BoardStatus statusOf(Tables all) {
    BoardStatus last = lastStatus;
    if (last != null
        && last.revision() == revision.get()
        && last.state() == state
        && last.isTruncated() == isTruncated) {
      return last;
    }
    Tables.Extremes extremes = all.extremes();
    Long outage = extremes.newest();
    long newest = outage == null ? newestAlert : Math.max(outage, newestAlert);
    BoardStatus status =
        new BoardStatus(
            state,
            revision.get(),
            newest == OutageTable.NO_INSTANT ? null : (Long) newest,
            extremes.oldestStop(),
            isTruncated);
    lastStatus = status;
    return status;
  }

  /**
   * A guest, by all its outages.
   *
   * @return null if nothing is known of it: no profile, outage, alert, or record of the ledger
   */
  public @Nullable GuestRow guest(String guest) {
    return read(
        all -> {
          int number = all.guests().find(guest);
          return number == Names.NONE || !all.isKnown(number) ? null : all.guest(number);
        });
  }

  /** The outages of a guest, the newest first: by stop, or restart where that is missing. */
  public List<OutageRow> outages(String guest) {
    return read(
        all -> {
          List<OutageRow> outages = new ArrayList<>();
          int number = all.guests().find(guest);
          Rows rows = all.outages().rows();
          int row = number == Names.NONE ? Rows.NONE : rows.head(number);
          for (; row != Rows.NONE; row = rows.next(row)) {
            outages.add(all.outage(row));
          }
          outages.sort(OutageRow.NEWEST_FIRST);
          return outages;
        });
  }

  /** Where the guest's records are on the topic of the ledger; null if nothing is known of it. */
  public @Nullable LedgerOffsets ledgerOffsets(String guest) {
    return read(
        all -> {
          int number = all.guests().find(guest);
          return number == Names.NONE || !all.isKnown(number)
              ? null
              : new LedgerOffsets(
                  all.guests().partition(number), all.guests().offsets(number).offsets());
        });
  }

  /** The violations and live alarms of a guest, open and resolved, the newest first. */
  public List<AlertRow> alerts(String guest) {
    return read(
        all -> {
          List<AlertRow> alerts = new ArrayList<>();
          int number = all.guests().find(guest);
          Rows rows = all.alerts().rows();
          int row = number == Names.NONE ? Rows.NONE : rows.head(number);
          for (; row != Rows.NONE; row = rows.next(row)) {
            alerts.add(all.alert(row));
          }
          alerts.sort(AlertRow.NEWEST_FIRST);
          return alerts;
        });
  }

  /**
   * What stands now, for gauges.
   *
   * @param partitions whose guests count: an instance's own
   * @param topMax how many guests, and how many pairs, at most
   */
  public Standing standing(IntPredicate partitions, int topMax) {
    return read(all -> StandingScan.of(all, partitions, topMax));
  }

  /** Asks all tables at once, while nothing changes. */
  <T extends @Nullable Object> T read(Function<Tables, T> question) {
    lock.readLock().lock();
    try {
      return question.apply(tables);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Tells of each change of the board, at most once a second. */
  public Subscription listen(BoardListener listener) {
    return listeners.add(listener);
  }

  /** Tells of each change of a guest, known already or not, at most once a second. */
  public Subscription listen(String guest, BoardListener listener) {
    return listeners.add(guest, listener);
  }

  /**
   * Tells those who are to be told by now.
   *
   * @param nowNanos {@link System#nanoTime}, or a test's own
   */
  void tell(long nowNanos) {
    List<BoardListener> due = listeners.due(nowNanos);
    if (!due.isEmpty()) {
      BoardStatus now = status();
      due.forEach(listener -> listener.changed(now));
    }
  }
}
