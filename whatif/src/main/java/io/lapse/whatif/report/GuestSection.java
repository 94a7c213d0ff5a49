package io.lapse.whatif.report;

import io.lapse.whatif.report.HtmlTable.Cell;
import io.lapse.whatif.sweep.GuestLoss;

/** Who lost the most time. */
final class GuestSection implements Section {
  @Override
  public String id() {
    return "guests";
  }

  @Override
  public String title() {
    return "Guests that lost the most";
  }

  @Override
  public String reading() {
    return "The guests at the top decide the large figures. Few outages and a long loss"
        + " point to one"
        + " incident; many outages, to a guest that is moved too often.";
  }

  @Override
  public void write(Html html, Judged judged) {
    HtmlTable table =
        new HtmlTable(
            "Guests by the time that they lost",
            "guest",
            "outages",
            "lost together",
            "longest",
            "timers at once if compensated");
    for (GuestLoss guest : judged.report().answer().topGuests()) {
      table.row(
          Cell.name(guest.guest()),
          Cell.number(guest.outages()),
          Cell.duration(guest.lostNanos()),
          Cell.duration(guest.longestNanos()),
          Cell.number(guest.timersIfCompensated()));
    }
    table.write(html, "No guest has an outage of which both ends are known.");
  }
}
