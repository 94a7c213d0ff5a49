package io.lapse.cli.demo;

import io.lapse.cli.text.Durations;
import io.lapse.cli.text.TextTable;
import io.lapse.guestkernel.KernelSnapshot;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.Reaction;
import java.util.Comparator;
import java.util.List;

/** What the emulated guests did: how far each clock moved from the stop to the reaction. */
final class ReactionTable {
  /** A notice with what its guest did. */
  record Seen(Notice notice, Reaction reaction, KernelSnapshot before, KernelSnapshot after) {}

  private ReactionTable() {}

  static String render(List<Seen> reactions) {
    TextTable table =
        new TextTable(
            "guest", ">notice", ">MONOTONIC", ">BOOTTIME", ">REALTIME", ">TAI", "NTP", ">woken");
    reactions.stream()
        .sorted(
            Comparator.comparing((Seen seen) -> seen.notice().guest())
                .thenComparingLong(seen -> seen.notice().noticeSequence()))
        .forEach(seen -> row(table, seen));
    return table.render();
  }

  private static void row(TextTable table, Seen seen) {
    KernelSnapshot before = seen.before();
    KernelSnapshot after = seen.after();
    table.row(
        seen.notice().guest(),
        Long.toString(seen.notice().noticeSequence()),
        moved(before, after, Clock.MONOTONIC),
        moved(before, after, Clock.BOOTTIME),
        moved(before, after, Clock.REALTIME),
        moved(before, after, Clock.TAI),
        ntp(before.ntp()) + " > " + ntp(after.ntp()),
        Long.toString(seen.reaction().cancelledTimers()));
  }

  private static String moved(KernelSnapshot before, KernelSnapshot after, Clock clock) {
    long nanos = after.clocks().read(clock) - before.clocks().read(clock);
    return nanos > 0 ? "+" + Durations.exact(nanos) : Durations.exact(nanos);
  }

  private static String ntp(AdjtimexReply ntp) {
    return ntp.synchronised() ? "synchronised" : "cleared";
  }
}
