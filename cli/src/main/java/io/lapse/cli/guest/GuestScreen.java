package io.lapse.cli.guest;

import io.lapse.cli.text.Durations;
import io.lapse.cli.text.Instants;
import io.lapse.cli.text.Printable;
import io.lapse.cli.text.TextTable;
import io.lapse.guestconsumer.GuestSight;
import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timer.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** One guest on a terminal of 80 columns. */
final class GuestScreen {
  private static final int TIMERS_MAX = 8;
  private static final List<Clock> BASES =
      List.of(Clock.MONOTONIC, Clock.BOOTTIME, Clock.REALTIME, Clock.TAI);

  private final GuestSight sight;
  private final StringBuilder screen = new StringBuilder();

  private GuestScreen(GuestSight sight) {
    this.sight = sight;
  }

  static String render(GuestSight sight) {
    GuestScreen screen = new GuestScreen(sight);
    screen.heading();
    screen.notice();
    GuestKernel kernel = sight.kernel();
    if (kernel == null) {
      screen.line("Nothing is known of its kernel: no inventory, no notice.");
    } else {
      screen.clocks(kernel);
      screen.ntp(kernel.ntp());
      screen.timers(kernel);
    }
    if (sight.trouble() != null) {
      screen.line("! " + sight.trouble());
    }
    return screen.screen.toString();
  }

  private void line(String text) {
    screen.append(Printable.of(text)).append('\n');
  }

  private void heading() {
    line("guest " + sight.guest() + "   " + what(sight.profile()));
    line("as of " + Instants.utc(sight.at()) + " UTC, emulated");
    line("");
  }

  private static String what(GuestEvent.@Nullable Profile profile) {
    if (profile == null) {
      return "(it never said what it is)";
    }
    StringJoiner what = new StringJoiner(", ");
    if (profile.kernel() != null) {
      what.add("kernel " + profile.kernel());
    }
    if (profile.clocksource() != null) {
      String khz = profile.tscKhz() == null ? "" : " at " + profile.tscKhz() + " kHz";
      what.add(profile.clocksource() + khz);
    }
    return what.add("class " + profile.guestClass()).toString();
  }

  private void notice() {
    Notice notice = sight.notice();
    if (notice == null) {
      line("notice      none yet");
      line("");
      return;
    }
    line("notice " + notice.noticeSequence() + "    of " + notice.outageId());
    String tout =
        notice.toutNanos() == null
            ? "its stop is not known"
            : "stood still "
                + Durations.exact(notice.toutNanos())
                + " +- "
                + Durations.error(notice.toutErrorNanos());
    line("            restarted " + Instants.utc(notice.restartedAt()) + ", " + tout);
    line(
        "            compensated "
            + Durations.exact(notice.compensatedNanos())
            + ", slept "
            + Durations.exact(notice.sleptNanos())
            + ", remains "
            + Durations.exact(notice.remainingNanos()));
    reaction(sight.reaction());
    line("");
  }

  private void reaction(GuestEvent.@Nullable Reacted reaction) {
    if (reaction == null) {
      line("reaction    none yet");
      return;
    }
    Long woken = reaction.cancelledTimers();
    line(
        "reaction    injected "
            + Durations.exact(reaction.injectedNanos())
            + (reaction.asSleep() ? " as sleep" : " as an offset")
            + (reaction.ntpReset() ? ", NTP reset" : ""));
    if (woken != null) {
      line("            cancel-on-set timers woken: " + woken);
    }
  }

  private void clocks(GuestKernel kernel) {
    Clocks clocks = kernel.clocks();
    TextTable table = new TextTable("clock", ">reads", ">behind TAI");
    table.row("REALTIME", Instants.millis(clocks.realtimeNanos()), "");
    table.row("TAI", Instants.millis(clocks.taiNanos()), behind(clocks));
    table.row("MONOTONIC", Durations.seconds(clocks.monotonicNanos()), "");
    table.row("BOOTTIME", Durations.seconds(clocks.boottimeNanos()), "");
    table.row("RAW", Durations.seconds(clocks.monotonicRawNanos()), "");
    screen.append(table.render());
    line("");
  }

  private String behind(Clocks clocks) {
    return Durations.exact(sight.at().nanos() - clocks.taiNanos());
  }

  private void ntp(AdjtimexReply ntp) {
    line(
        "NTP         "
            + (ntp.synchronised() ? "synchronised" : "not synchronised")
            + ", status 0x"
            + Integer.toHexString(ntp.status())
            + ", offset "
            + ntp.offset());
    line(
        "            maxerror "
            + ntp.maxError()
            + " us, esterror "
            + ntp.estError()
            + " us, frequency "
            + ppm(ntp.freq()));
    line("");
  }

  /** From ppm scaled by 2^16. */
  private static String ppm(long scaled) {
    return String.format(Locale.ROOT, "%.3f ppm", scaled / 65_536.0);
  }

  private void timers(GuestKernel kernel) {
    List<String> counts = new ArrayList<>();
    for (Clock base : BASES) {
      counts.add(base.name().toLowerCase(Locale.ROOT) + " " + kernel.pendingTimers(base));
    }
    line("timers      armed by base: " + String.join(", ", counts));
    List<ArmedTimer> next = kernel.nextTimers(TIMERS_MAX);
    if (next.isEmpty()) {
      return;
    }
    TextTable table = new TextTable(">next in", "base", "every", "timer");
    for (ArmedTimer armed : next) {
      long interval = armed.timer().intervalNanos();
      table.row(
          Durations.error(Math.max(0, armed.dueInNanos())),
          armed.timer().base().name().toLowerCase(Locale.ROOT),
          interval == 0 ? "once" : Durations.exact(interval),
          armed.timer().id());
    }
    screen.append(table.render());
  }
}
