package io.lapse.cli.doctor;

import io.lapse.cli.text.Durations;
import io.lapse.cli.text.Instants;
import io.lapse.cli.text.TextTable;
import java.util.List;

/** A diagnosis on a terminal: a line a check, then what stands behind lag, clocks and threshold. */
final class DiagnosisText {
  private static final int ROWS_MAX = 20;

  private DiagnosisText() {}

  static String render(Diagnosis diagnosis) {
    StringBuilder text = new StringBuilder();
    diagnosis.checks().forEach(check -> text.append(check.line()).append('\n'));
    List<GroupLag> behind = diagnosis.lags().stream().filter(each -> each.lag() > 0).toList();
    if (!behind.isEmpty()) {
      text.append('\n').append(lags(behind));
    }
    if (!diagnosis.hosts().isEmpty()) {
      text.append('\n').append(hosts(diagnosis.hosts()));
    }
    PairErrors pairs = diagnosis.pairs();
    if (pairs != null) {
      text.append('\n').append(thresholds(pairs));
    }
    return text.toString();
  }

  private static String lags(List<GroupLag> behind) {
    TextTable table = new TextTable("behind on", ">partition", ">committed", ">end", ">lag");
    for (GroupLag lag : behind.subList(0, Math.min(ROWS_MAX, behind.size()))) {
      table.row(
          lag.partition().topic(),
          Integer.toString(lag.partition().partition()),
          lag.committed() < 0 ? "none" : Long.toString(lag.committed()),
          Long.toString(lag.end()),
          Long.toString(lag.lag()));
    }
    return table.render() + more(behind.size(), "partitions");
  }

  private static String hosts(List<HostClock> hosts) {
    TextTable table =
        new TextTable("host", "last event (UTC)", ">events", ">clock", ">reading", ">error");
    for (HostClock host : hosts.subList(0, Math.min(ROWS_MAX, hosts.size()))) {
      table.row(
          host.host(),
          Instants.utc(host.lastAt()),
          Long.toString(host.events()),
          Durations.error(host.clockErrorNanos()),
          Durations.error(host.readingErrorNanos()),
          Durations.error(host.errorNanos()));
    }
    return table.render() + more(hosts.size(), "hosts");
  }

  private static String more(int size, String what) {
    return size <= ROWS_MAX ? "" : "... and " + (size - ROWS_MAX) + " more " + what + "\n";
  }

  private static String thresholds(PairErrors pairs) {
    TextTable table =
        new TextTable("two hosts", ">error of Tout", ">T decided from", ">surely from");
    row(table, "best", pairs.bestNanos());
    row(table, "median", pairs.medianNanos());
    row(table, "worst", pairs.worstNanos());
    return table.render();
  }

  private static void row(TextTable table, String which, long errorNanos) {
    table.row(
        which,
        Durations.error(errorNanos),
        Durations.error(PairErrors.mayDecideFromNanos(errorNanos)),
        Durations.error(PairErrors.surelyDecidesFromNanos(errorNanos)));
  }
}
