package io.lapse.whatif.report;

import io.lapse.ledger.evidence.HostPair;
import io.lapse.ledger.fleet.PairBias;
import io.lapse.whatif.report.HtmlTable.Cell;
import io.lapse.whatif.sweep.HostBias;
import io.lapse.whatif.sweep.WhatIf;

/** Whose clocks disagree. */
final class PairSection implements Section {
  @Override
  public String id() {
    return "pairs";
  }

  @Override
  public String title() {
    return "Pairs of hosts whose clocks disagree";
  }

  @Override
  public String reading() {
    return "A residual is Tout, measured with two clocks, less the downtime that the hypervisor"
        + " measured with one. One that recurs is the destination's clock less the source's:"
        + " positive, the destination is ahead. Such a pair makes thresholds undecidable, and"
        + " should be repaired first.";
  }

  @Override
  public void write(Html html, Judged judged) {
    WhatIf answer = judged.report().answer();
    html.leaf("p", listed(answer)).line();
    HtmlTable table =
        new HtmlTable(
            "Pairs of hosts by the size of their median residual",
            "from",
            "to",
            "outages",
            "median residual",
            "least",
            "largest");
    for (HostPair pair : BiasedPairs.listed(answer.hostPairs())) {
      table.row(
          Cell.name(pair.sourceHost()),
          Cell.name(pair.destinationHost()),
          Cell.number(pair.outages()),
          Cell.duration(pair.medianResidualNanos()),
          Cell.duration(pair.minResidualNanos()),
          Cell.duration(pair.maxResidualNanos()));
    }
    table.write(html, "No pair of hosts recurs with a downtime that its hypervisor reported.");
    biases(html, answer);
  }

  private static void biases(Html html, WhatIf answer) {
    HtmlTable table =
        new HtmlTable(
            "Hosts whose clocks differ from those that they exchange guests with",
            "host",
            "arrived",
            "left",
            "ahead by",
            "at least",
            "at most",
            "hosts admit",
            "judgement");
    for (HostBias bias : answer.hostBiases()) {
      table.row(
          Cell.name(bias.host()),
          Cell.number(bias.arrived()),
          Cell.number(bias.left()),
          Cell.duration(bias.offset().estimateNanos()),
          Cell.duration(bias.offset().bounds().lowNanos()),
          Cell.duration(bias.offset().bounds().highNanos()),
          Cell.duration(bias.offset().statedErrorNanos()),
          Cell.text(
              switch (bias.offset().standing()) {
                case WITHIN -> "within what they admit";
                case UNDECIDED -> "undecided";
                case BEYOND -> "✖ beyond what they admit";
              }));
    }
    html.leaf(
        "p",
        "Without any reported downtime, Touts still tell: where migrations take as long in both"
            + " directions, those to a host and those from it differ by twice what its clock is"
            + " ahead. At least "
            + PairBias.OUTAGES_MIN
            + " migrations in each direction are needed.");
    table.write(html, "Of no host were there enough migrations that are alike.");
  }

  private static String listed(WhatIf answer) {
    String sample =
        answer.hostPairsOneIn() == 1
            ? ""
            : " There were too many pairs: one in "
                + Quantities.count(answer.hostPairsOneIn())
                + " was looked at, chosen by its name.";
    return "Of "
        + Quantities.count(answer.hostPairs().size(), "pair", "pairs")
        + " with a reported downtime, "
        + Quantities.count(BiasedPairs.recurringCount(answer.hostPairs()))
        + " have at least "
        + BiasedPairs.OUTAGES_MIN
        + " outages; of these the most biased are listed, at most "
        + BiasedPairs.LISTED_MAX
        + "."
        + sample;
  }
}
