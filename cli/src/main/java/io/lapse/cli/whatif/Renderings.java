package io.lapse.cli.whatif;

import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.report.Report;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.WhatIf;
import java.io.IOException;
import java.util.List;

/** What {@code whatif.report} and {@code whatif.kernel} make of an answer: a line each. */
final class Renderings {
  private Renderings() {}

  static List<KernelCheck> checks(WhatIf answer) {
    return List.of();
  }

  static void html(Report report, Appendable out) throws IOException {
    out.append(text(report, 0));
  }

  static void json(Report report, Appendable out) throws IOException {
    out.append(text(report, 0));
  }

  static void csv(Report report, Appendable out) throws IOException {
    out.append(text(report, 0));
  }

  static String text(Report report, int columns) {
    StringBuilder text = new StringBuilder();
    text.append(report.provenance()).append('\n');
    text.append(report.answer().coverage()).append('\n');
    for (Row row : report.answer().rows()) {
      text.append(row).append('\n');
    }
    text.append(report.answer().tout()).append('\n');
    text.append(report.answer().starved()).append('\n');
    text.append(report.answer().topGuests()).append('\n');
    text.append(report.answer().worstBursts()).append('\n');
    text.append(report.answer().hostPairs()).append('\n');
    text.append(report.answer().differences().keySet()).append('\n');
    return text.toString();
  }
}
