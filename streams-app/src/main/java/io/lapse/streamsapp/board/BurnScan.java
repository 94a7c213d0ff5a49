package io.lapse.streamsapp.board;

import io.lapse.ledger.policy.Violation;
import io.lapse.streamsapp.board.FleetSummary.Burn;
import io.lapse.streamsapp.board.FleetSummary.Burn.Window;
import io.lapse.streamsapp.board.column.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the minutes of guests that an outage beyond its policy's blackout limit touches: a closed
 * one with BLACKOUT_EXCEEDED, an open one whose alarm OPEN_OUTAGE is raised, up to the newest
 * stamp. A minute is one of TAI; the last of a window is that of the newest stamp.
 */
final class BurnScan {
  private static final int[] WINDOWS_SECONDS = {
    300, 1_800, 3_600, 7_200, 21_600, 86_400, 259_200, 2_592_000
  };
  private static final int LONGEST = WINDOWS_SECONDS.length - 1;
  private static final int MINUTE_SECONDS = 60;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  /** So many minutes of the longest window, from 0, fit the bits that they have in a key. */
  private static final int MINUTES = WINDOWS_SECONDS[LONGEST] / MINUTE_SECONDS;

  private static final int MINUTE_BITS = 16;
  private static final int GUEST_SHIFT = 2 * MINUTE_BITS;
  private static final int MINUTE_MASK = (1 << MINUTE_BITS) - 1;

  private final OutageTable outages;
  private final long firstMinute;
  private final long newest;
  private long[] intervals = new long[64];
  private int count;

  private BurnScan(OutageTable outages, long newest) {
    this.outages = outages;
    this.newest = newest;
    this.firstMinute = Math.floorDiv(newest, MINUTE_NANOS) - MINUTES + 1;
  }

  /**
   * The burn.
   *
   * @param filter without a range
   */
  static Burn of(Tables tables, BoardStatus status, BoardFilter filter, double objective) {
    Long newest = status.asOfTaiNanos();
    BurnScan scan = new BurnScan(tables.outages(), newest == null ? 0 : newest);
    OutageScan asked = new OutageScan(tables, filter);
    int exceeded = Masks.of(List.of(Violation.BLACKOUT_EXCEEDED));
    asked.each(
        row -> {
          if (!scan.outages.isOpen(row) && (scan.outages.mask(row) & exceeded) != 0) {
            scan.add(row);
          }
        });
    scan.addAlarmed(tables, asked);
    int guests = 0;
    for (int guest = 0; guest < tables.guests().size(); guest++) {
      guests += asked.hasGuest(guest) && tables.isListed(guest) ? 1 : 0;
    }
    return scan.burn(guests, objective);
  }

  private void addAlarmed(Tables tables, OutageScan asked) {
    AlertTable alerts = tables.alerts();
    for (int row = 0; row < alerts.rows().end(); row++) {
      if (alerts.rows().isUsed(row)
          && alerts.isOpen(row)
          && alerts.violation(row) == Violation.OPEN_OUTAGE) {
        int outage = tables.outageOf(row);
        if (outage != Rows.NONE && outages.isOpen(outage) && asked.matches(outage)) {
          add(outage);
        }
      }
    }
  }

  private void add(int row) {
    long from = minute(outages.begin(row));
    long until = minute(outages.isOpen(row) ? newest : outages.restart(row));
    long first = Math.max(0, Math.min(from, until));
    long last = Math.min(MINUTES - 1, Math.max(from, until));
    if (first > last) {
      return;
    }
    if (count == intervals.length) {
      intervals = Arrays.copyOf(intervals, count * 2);
    }
    long guest = outages.rows().owner(row);
    intervals[count++] = (guest << GUEST_SHIFT) | (first << MINUTE_BITS) | last;
  }

  /** From the first minute of the longest window. */
  private long minute(long taiNanos) {
    return Math.floorDiv(taiNanos, MINUTE_NANOS) - firstMinute;
  }

  private Burn burn(int guests, double objective) {
    long[] bad = bad();
    // 1 - 0.999 in binary is not what anybody means by it.
    double allowed = BigDecimal.ONE.subtract(BigDecimal.valueOf(objective)).doubleValue();
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < bad.length; i++) {
      double minutes = (double) guests * WINDOWS_SECONDS[i] / MINUTE_SECONDS;
      double burn = guests == 0 ? 0 : bad[i] / minutes / allowed;
      windows.add(new Window(WINDOWS_SECONDS[i], burn));
    }
    return new Burn(objective, 1 - windows.get(LONGEST).burn(), windows);
  }

  /** Bad minutes by window: each once, however many outages of its guest touch it. */
  private long[] bad() {
    Arrays.sort(intervals, 0, count);
    long[] bad = new long[WINDOWS_SECONDS.length];
    long guest = -1;
    int next = 0;
    for (int i = 0; i < count; i++) {
      long ofGuest = intervals[i] >> GUEST_SHIFT;
      next = ofGuest == guest ? next : 0;
      guest = ofGuest;
      int first = Math.max(next, (int) (intervals[i] >> MINUTE_BITS) & MINUTE_MASK);
      int last = (int) intervals[i] & MINUTE_MASK;
      for (int window = 0; window < bad.length; window++) {
        int begin = MINUTES - WINDOWS_SECONDS[window] / MINUTE_SECONDS;
        bad[window] += Math.max(0, last - Math.max(first, begin) + 1);
      }
      next = Math.max(next, last + 1);
    }
    return bad;
  }
}
