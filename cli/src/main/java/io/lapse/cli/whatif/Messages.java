package io.lapse.cli.whatif;

import io.lapse.cli.text.Durations;
import io.lapse.cli.text.Printable;
import io.lapse.cli.whatif.history.Findings;
import io.lapse.cli.whatif.profiles.ToldProfiles;
import io.lapse.whatif.report.Provenance;
import io.lapse.whatif.report.Report;
import io.lapse.whatif.sweep.Count;
import io.lapse.whatif.sweep.Coverage;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is said beside the report. */
final class Messages {
  private static final int EXAMPLES = 3;
  private static final long MILLI = 1_000_000;

  private Messages() {}

  /** What was wrong with the history, and with what was told of its guests. */
  static void tell(Findings findings, ToldProfiles told, PrintWriter err) {
    findings.messages().forEach(err::println);
    if (findings.untold() > 0) {
      err.println("lapse: " + findings.untold() + " more messages are left out");
    }
    Set<String> strangers = told.strangers();
    if (!strangers.isEmpty()) {
      err.println(
          "lapse: --profiles: "
              + strangers.size()
              + " guests are not in the history, as in "
              + strangers.stream()
                  .limit(EXAMPLES)
                  .map(Printable::of)
                  .collect(Collectors.joining(", "))
              + "; expected profiles of its guests");
    }
  }

  /** One line: how much it was, and how long it took. */
  static String summary(Report report, long nanos) {
    Provenance provenance = report.provenance();
    Coverage coverage = report.answer().coverage();
    return String.format(
        Locale.ROOT,
        "%s%d events of %d guests: %d accepted, %d duplicates, %d quarantined, %d not counted;"
            + " %d lines, records or files refused; %d outages; %s, %s",
        provenance.isPartial() ? "PARTIAL, " + provenance.missing().size() + " missing: " : "",
        coverage.of(Count.EVENTS),
        coverage.of(Count.GUESTS),
        coverage.of(Count.ACCEPTED),
        coverage.of(Count.DUPLICATES),
        coverage.of(Count.QUARANTINED),
        coverage.of(Count.NOT_COUNTED),
        provenance.refused(),
        coverage.of(Count.OUTAGES),
        provenance.handling().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        Durations.exact(nanos / MILLI * MILLI));
  }
}
