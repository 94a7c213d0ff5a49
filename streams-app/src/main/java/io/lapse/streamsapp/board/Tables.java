package io.lapse.streamsapp.board;

import io.lapse.ledger.account.HistoryRecord;
import io.lapse.streamsapp.board.column.Names;
import io.lapse.streamsapp.board.column.OffsetLog;
import io.lapse.streamsapp.board.column.Rows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All that the board holds. Who reads or writes it holds the board's lock. */
final class Tables {
  private static final double KEPT_SHARE = 0.9;

  private final Names texts = new Names();
  private final GuestTable guests = new GuestTable();
  private final OutageTable outages = new OutageTable(texts);
  private final AlertTable alerts = new AlertTable(texts);
  private final BoardBounds bounds;
  private long records;

  Tables(BoardBounds bounds) {
    this.bounds = bounds;
  }

  GuestTable guests() {
    return guests;
  }

  OutageTable outages() {
    return outages;
  }

  AlertTable alerts() {
    return alerts;
  }

  /** Hosts and policies by number. */
  Names texts() {
    return texts;
  }

  /** Takes a record of the history, whose guest has this number. */
  void apply(int guest, long offset, HistoryRecord added) {
    OffsetLog offsets = guests.offsets(guest);
    // A guest that was in two partitions, by whatever mistake, is still taken.
    if (offsets.size() == 0 || offset > offsets.last()) {
      offsets.add(offset);
      records++;
    }
    switch (added.type()) {
      case POSTED -> outages.post(guest, added.entry());
      case ADJUSTMENT -> outages.adjust(guest, added.entry());
      case REVERSAL -> outages.reverse(guest, added.entry());
    }
  }

  /**
   * Keeps within the bounds.
   *
   * @return whether something was dropped
   */
  boolean dropExcess() {
    boolean droppedOutages = outages.dropBeyond(bounds.outagesMax());
    boolean droppedAlerts = alerts.dropBeyond(bounds.outagesMax());
    boolean forgotRecords = forgetRecords();
    return droppedOutages || droppedAlerts || forgotRecords;
  }

  /** The oldest tenth of each partition, if too many offsets are kept. */
  private boolean forgetRecords() {
    if (records <= (long) bounds.outagesMax() * BoardBounds.RECORDS_PER_OUTAGE) {
      return false;
    }
    long[] ends = new long[guests.partitionsEnd()];
    long[] begins = new long[ends.length];
    Arrays.fill(begins, Long.MAX_VALUE);
    for (int guest = 0; guest < guests.size(); guest++) {
      OffsetLog offsets = guests.offsets(guest);
      if (offsets.size() > 0) {
        int partition = guests.partition(guest);
        ends[partition] = Math.max(ends[partition], offsets.last());
        begins[partition] = Math.min(begins[partition], offsets.first());
      }
    }
    for (int guest = 0; guest < guests.size(); guest++) {
      int partition = guests.partition(guest);
      long kept = (long) ((ends[partition] - begins[partition]) * KEPT_SHARE);
      records -= guests.offsets(guest).forgetBelow(ends[partition] - kept);
    }
    return true;
  }

  /** Whether the guest is on the board: it has a profile, or an outage. */
  boolean isListed(int guest) {
    return guests.hasProfile(guest) || outages.rows().head(guest) != Rows.NONE;
  }

  /** Whether anything is known of it. */
  boolean isKnown(int guest) {
    return isListed(guest)
        || alerts.rows().head(guest) != Rows.NONE
        || guests.offsets(guest).size() > 0;
  }

  OutageRow outage(int row) {
    int guest = outages.rows().owner(row);
    return outages.row(
        row,
        guests.name(guest),
        alerts.stale(guest, outages.rows().high(row), outages.rows().low(row)));
  }

  /** The row of the outage that an alert is about; {@link Rows#NONE} if it is not on the board. */
  int outageOf(int alert) {
    return outages
        .rows()
        .find(alerts.rows().owner(alert), alerts.outageHigh(alert), alerts.outageLow(alert));
  }

  /** An alert says what was known when it opened; its outage may have gone on since. */
  AlertRow alert(int row) {
    int guest = alerts.rows().owner(row);
    AlertRow said = alerts.row(row, guests.name(guest), guests.value(guests.zone(guest)));
    int outage = outageOf(row);
    return outage == Rows.NONE ? said : said.about(outage(outage));
  }

  /** Its row, by all its outages; see {@link GuestSums} for all guests at once. */
  GuestRow guest(int guest) {
    GuestSums sums = GuestSums.ofOne(this, guest);
    return sums.row(this, guest);
  }

  /** The oldest stop, and the newest stop or restart. */
  record Extremes(@Nullable Long oldestStop, @Nullable Long newest) {}

  Extremes extremes() {
    long oldest = Long.MAX_VALUE;
    long newest = OutageTable.NO_INSTANT;
    Rows rows = outages.rows();
    for (int row = 0; row < rows.end(); row++) {
      if (rows.isUsed(row)) {
        long stop = outages.stop(row);
        oldest = stop == OutageTable.NO_INSTANT ? oldest : Math.min(oldest, stop);
        newest = Math.max(newest, Math.max(stop, outages.restart(row)));
      }
    }
    return new Extremes(
        oldest == Long.MAX_VALUE ? null : (Long) oldest,
        newest == OutageTable.NO_INSTANT ? null : (Long) newest);
  }
}
