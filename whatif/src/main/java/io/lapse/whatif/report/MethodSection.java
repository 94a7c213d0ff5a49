package io.lapse.whatif.report;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.report.HtmlTable.Cell;
import io.lapse.whatif.sweep.Count;
import io.lapse.whatif.sweep.Coverage;
import io.lapse.whatif.sweep.Distribution;
import java.util.List;

/** How the figures come about, and what they cannot say. */
final class MethodSection implements Section {
  private static final List<String> LIMITS =
      List.of(
          "Each outage is priced by itself: the guest's timers are rolled forward to its stop by"
              + " what the books say of the outages before, whatever another policy had made of"
              + " those.",
          "T is compared with Tout and its error: an outage that is certainly below T is"
              + " compensated; an undecided one is not, as the rule has it, and what it would come"
              + " to if it were is the other end of the band. T = 0 never compensates.",
          "Lockups and stalls are conditional on load: they are reported only if the vCPU was busy,"
              + " or a grace period, a work item or a task was waiting, and nobody took an inventory"
              + " of that. They are an upper limit, of kernels with their usual settings that are not"
              + " told that they were stopped. Where in its period a watchdog was struck is not known:"
              + " in the middle. What is not compensated is never reported.",
          "What an outage does to the wall clock is looked up in tables that emulated NTP daemons"
              + " made, with one good server nearby, each figure at the worst moment of the poll"
              + " cycle; between two lengths of a table the figures go straight. Beyond its last"
              + " length, 100,000 s, the integral goes on to grow as it did last, and the stale window"
              + " stays what it was. A guest to which nothing happens has an integral too: no clock is"
              + " perfect.",
          "A naive guest is told nothing, and its NTP daemon finds out by itself; in an aware guest"
              + " kernel and daemon are told. What was recorded says nothing of either.",
          "Timers come from the guest's own inventory, aged by the time since it was taken,"
              + " or, as a"
              + " prior, from what is usual in its class. Least and largest numbers allow for the"
              + " age, not for timers that were armed since.",
          "Distributions are known to less than 1 % of each value.");

  @Override
  public String id() {
    return "method";
  }

  @Override
  public String title() {
    return "Method and limits";
  }

  @Override
  public String reading() {
    return "What stands on measurements, what on assumptions, and what is not known at all: read it"
        + " before you rely on a figure.";
  }

  @Override
  public void write(Html html, Judged judged) {
    Coverage coverage = judged.report().answer().coverage();
    ground(html, judged);
    spreads(html, coverage);
    counts(html, coverage);
    html.leaf("h3", "Limits").open("ul");
    LIMITS.forEach(limit -> html.leaf("li", limit));
    html.close().line();
    meanings(html);
  }

  private static void ground(Html html, Judged judged) {
    Coverage coverage = judged.report().answer().coverage();
    String daemon = judged.report().answer().question().models().daemon().word();
    html.leaf("h3", "On what the figures stand").open("ul");
    html.leaf(
        "li",
        "Timers: "
            + of(coverage, Count.TIMERS_MEASURED)
            + " have the guest's own inventory, "
            + of(coverage, Count.TIMERS_PRIOR)
            + " a prior of the guest's class, and of "
            + of(coverage, Count.TIMERS_UNKNOWN)
            + " nothing is known: their timers count as none. "
            + of(coverage, Count.UNSUPPORTED_GUEST)
            + " are of guests that are not Linux: no timers, no stalls.");
    html.leaf(
        "li",
        "Counters: "
            + of(coverage, Count.COUNTER_MEASURED)
            + " were read before and after, "
            + of(coverage, Count.COUNTER_CLAIMED)
            + " are as the host claims, "
            + of(coverage, Count.COUNTER_ASSUMED)
            + " assumed, and of "
            + of(coverage, Count.COUNTER_UNKNOWN)
            + " nothing is known. This matters for what was recorded, not for what would have"
            + " been.");
    html.leaf(
        "li",
        "NTP daemon: "
            + of(coverage, Count.DAEMON_ASSUMED)
            + " are of guests that do not say which they run; "
            + daemon
            + " is assumed.");
    html.leaf(
        "li",
        "Clocksource: of "
            + of(coverage, Count.CLOCKSOURCE_UNKNOWN)
            + " it is not known; no catch-up limit is counted for them.");
    html.close().line();
  }

  private static String of(Coverage coverage, Count count) {
    long outages = coverage.of(Count.OUTAGES);
    return Quantities.count(coverage.of(count))
        + (outages == 0 ? "" : " (" + Quantities.share(coverage.of(count), outages) + ")");
  }

  private static void spreads(Html html, Coverage coverage) {
    HtmlTable table =
        new HtmlTable(
            "How wide the intervals are, and how old the inventories",
            "of",
            "outages",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "largest");
    spread(table, "error of Tout, give or take", coverage.toutError());
    spread(table, "age of the inventory at the stop", coverage.inventoryAge());
    table.write(html);
  }

  private static void spread(HtmlTable table, String name, Distribution of) {
    table.row(
        Cell.text(name),
        Cell.number(of.count()),
        Cell.duration(of.quantile(500_000)),
        Cell.duration(of.quantile(900_000)),
        Cell.duration(of.quantile(990_000)),
        Cell.duration(of.quantile(999_000)),
        Cell.duration(of.max()));
  }

  private static void counts(Html html, Coverage coverage) {
    HtmlTable table = new HtmlTable("What was there", "name", "count", "what it counts");
    coverage
        .counts()
        .forEach(
            (count, value) ->
                table.row(Cell.text(count.word()), Cell.number(value), Cell.text(count.meaning())));
    table.write(html);
  }

  private static void meanings(Html html) {
    HtmlTable table =
        new HtmlTable("What each figure means", "figure", "what it counts", "less is", "adds up");
    for (FigureGroup group : FigureGroup.values()) {
      for (Figure figure : group.figures()) {
        table.row(
            Cell.text(figure.word()),
            Cell.text(figure.meaning()),
            Cell.text(
                switch (figure.role()) {
                  case HARM -> "better";
                  case FACT -> "neither good nor bad";
                }),
            Cell.text(
                switch (figure.sum()) {
                  case ADDED -> "yes";
                  case LARGEST -> "no: the largest";
                }));
      }
    }
    table.write(html);
  }
}
