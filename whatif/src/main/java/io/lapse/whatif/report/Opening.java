package io.lapse.whatif.report;

import io.lapse.whatif.sweep.Count;
import io.lapse.whatif.sweep.Coverage;
import io.lapse.whatif.sweep.Question;

/** What a reader sees first: the verdict, and what it rests on. */
final class Opening {
  static final String TITLE = "What each threshold would have done";

  private Opening() {}

  static void write(Html html, Judged judged) {
    Provenance provenance = judged.report().provenance();
    html.open("header").leaf("h1", TITLE);
    html.open("p", "class", "sub");
    html.text(
        "One history of suspended and migrated virtual machines, judged again under every value of"
            + " TOLERABLE_THRESHOLD (T): outages shorter than T the host may hide from the guest by"
            + " advancing its counter; all others the guest is told of. By Lapse.");
    html.close().close().line();
    if (provenance.isPartial()) {
      partial(html, provenance);
    }
    html.open("section", "id", "verdict", "class", "verdict").leaf("h2", "The verdict");
    html.open("ul");
    Sentences.verdict(judged).forEach(line -> html.leaf("li", line));
    html.close().close().line();
    history(html, judged);
  }

  private static void partial(Html html, Provenance provenance) {
    html.open("div", "class", "partial", "role", "alert");
    html.open("p").leaf("strong", "PARTIAL");
    html.text(" This answer is about a part of the history only. What is missing:").close();
    html.open("ul");
    provenance.missing().forEach(line -> html.open("li").name(line).close());
    html.close().close().line();
  }

  private static void history(Html html, Judged judged) {
    Coverage coverage = judged.report().answer().coverage();
    Provenance provenance = judged.report().provenance();
    html.open("section", "id", "history").leaf("h2", "The history").open("dl");
    html.leaf("dt", "Sources").open("dd").open("ul", "class", "plain");
    provenance.sources().forEach(source -> html.open("li").name(source).close());
    html.close().close();
    item(html, "Period", coverage.firstAt() == null ? "none" : Sentences.period(coverage));
    item(
        html,
        "Outages",
        Quantities.count(coverage.of(Count.OUTAGES))
            + " priced, of "
            + Quantities.count(coverage.of(Count.GUESTS), "guest", "guests")
            + "; not priced: "
            + Quantities.count(coverage.of(Count.OPEN))
            + " without a restart, "
            + Quantities.count(coverage.of(Count.STOP_MISSING))
            + " without a stop, "
            + Quantities.count(coverage.of(Count.LEFT_OUT))
            + " outside the period asked for");
    item(
        html,
        "Events",
        Quantities.count(coverage.of(Count.EVENTS))
            + " read, "
            + Quantities.count(coverage.of(Count.ACCEPTED))
            + " taken, "
            + Quantities.count(coverage.of(Count.DUPLICATES))
            + " repeated, "
            + Quantities.count(coverage.of(Count.QUARANTINED))
            + " not plausible or too late; "
            + Quantities.count(provenance.refused())
            + " refused as they were read");
    item(html, "Memory", Sentences.handling(provenance));
    item(html, "Asked for", asked(judged.report().answer().question()));
    html.close().close().line();
  }

  private static String asked(Question question) {
    String thresholds =
        question.thresholdsNanos().isEmpty()
            ? "no thresholds"
            : "T = "
                + String.join(
                    ", ", question.thresholdsNanos().stream().map(Quantities::threshold).toList());
    String from = question.from() == null ? "" : "; from " + Instants.utc(question.from());
    String to = question.to() == null ? "" : "; before " + Instants.utc(question.to());
    return thresholds
        + " under "
        + Quantities.count(question.policies().size(), "set of policies", "sets of policies")
        + from
        + to;
  }

  private static void item(Html html, String term, String what) {
    html.leaf("dt", term).leaf("dd", what);
  }
}
