package io.lapse.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.cli.text.TextTable;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import org.jspecify.annotations.Nullable;

/** The timers that the ledger says fell due, beside what the real kernel fired. */
final class ExpiryTable {
  private ExpiryTable() {}

  /**
   * The table.
   *
   * @param truth an outage of a {@code truth.json}, with what expired by base
   */
  static String render(ExpiryEstimate estimate, JsonNode truth) {
    TextTable table =
        new TextTable(
            "base",
            ">ledger: due",
            "[low, high]",
            ">real kernel",
            ">ledger: overruns",
            ">real kernel",
            "");
    row(table, "monotonic", estimate.monotonic(), truth);
    row(table, "boottime", estimate.boottime(), truth);
    row(table, "realtime", estimate.realtime(), truth);
    row(table, "tai", estimate.tai(), truth);
    return table.render();
  }

  /** A base without an estimate, as an unsupported guest has it, has no row. */
  private static void row(
      TextTable table, String base, @Nullable BaseExpiry ledger, JsonNode truth) {
    if (ledger == null) {
      return;
    }
    long periodic = count(truth, "periodic_timers_by_base", base);
    long due = count(truth, "expired_one_shots_by_base", base) + periodic;
    long overruns = count(truth, "periodic_expirations_by_base", base) - periodic;
    boolean equal = ledger.expected() == due && ledger.overruns() == overruns;
    table.row(
        base,
        Long.toString(ledger.expected()),
        "[" + ledger.low() + ", " + ledger.high() + "]",
        Long.toString(due),
        Long.toString(ledger.overruns()),
        Long.toString(overruns),
        equal ? "equal" : "DIFFERENT");
  }

  private static long count(JsonNode truth, String field, String base) {
    return truth.path(field).path(base).asLong(0);
  }
}
