package io.lapse.cli.fleetreport;

import io.lapse.cli.text.Durations;
import io.lapse.cli.text.Instants;
import io.lapse.cli.text.TextTable;
import io.lapse.ledger.account.Account;
import io.lapse.ledger.fleet.FleetStats;
import io.lapse.ledger.fleet.OutageHistogram;
import io.lapse.ledger.fleet.PairBias;
import io.lapse.ledger.time.TaiInstant;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for a person. */
final class FleetReportTable {
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final int MEDIAN = 500;
  private static final int P99 = 990;
  private static final int MOST = 1_000;

  private FleetReportTable() {}

  /** The table, each line ended. */
  static String render(Breakdown breakdown, List<FleetReport.Row> rows) {
    boolean windows = rows.stream().anyMatch(row -> row.startSeconds() != null);
    boolean pairs = rows.stream().anyMatch(row -> row.bias() != null);
    List<String> headings = new ArrayList<>();
    if (windows) {
      headings.add("from (UTC)");
    }
    headings.addAll(List.of(breakdown.name(), ">outages", ">open", ">p50", ">p99", ">max"));
    headings.addAll(List.of(">violations", ">open now", ">unaccounted"));
    if (pairs) {
      headings.add("bias");
    }
    TextTable table = new TextTable(headings.toArray(String[]::new));
    rows.forEach(row -> table.row(cells(row, windows, pairs)));
    return table.render();
  }

  private static String[] cells(FleetReport.Row row, boolean windows, boolean pairs) {
    FleetStats stats = row.stats();
    OutageHistogram touts = stats.tout().histogram();
    List<String> cells = new ArrayList<>();
    if (windows) {
      Long start = row.startSeconds();
      cells.add(start == null ? "" : Instants.utc(new TaiInstant(start * SECOND_NANOS)));
    }
    cells.add(Breakdown.rowName(row.dimension()));
    cells.add(Long.toString(stats.outages()));
    cells.add(Long.toString(stats.open()));
    cells.add(quantile(touts, MEDIAN));
    cells.add(quantile(touts, P99));
    cells.add(quantile(touts, MOST));
    cells.add(Long.toString(stats.opened().total()));
    cells.add(Long.toString(stats.openNow().total()));
    cells.add(coarse(stats.posted().to(Account.UNACCOUNTED)));
    if (pairs) {
      cells.add(row.bias() == null ? "" : bias(row.bias()));
    }
    return cells.toArray(String[]::new);
  }

  private static String quantile(OutageHistogram touts, int perMille) {
    return touts.isEmpty() ? "" : signed(touts.quantile(perMille).highNanos());
  }

  private static String signed(long nanos) {
    return nanos < 0 ? "-" + Durations.error(-nanos) : Durations.error(nanos);
  }

  private static String coarse(BigInteger nanos) {
    return (nanos.signum() < 0 ? "-" : "") + Durations.coarse(nanos.abs());
  }

  private static String bias(PairBias bias) {
    if (bias instanceof PairBias.Offset offset) {
      return String.format(
          Locale.ROOT,
          "%s (%s to %s), %s %s",
          signed(offset.estimateNanos()),
          signed(offset.bounds().lowNanos()),
          signed(offset.bounds().highNanos()),
          words(offset.standing()),
          signed(offset.statedErrorNanos()));
    }
    return bias instanceof PairBias.Unknown unknown ? words(unknown.reason()) : "";
  }

  private static String words(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
