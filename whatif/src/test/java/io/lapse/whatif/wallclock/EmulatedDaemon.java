package io.lapse.whatif.wallclock;

import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.discipline.chrony.ChronySettings;
import io.lapse.guestkernel.discipline.ntpd.NtpdSettings;
import io.lapse.guestkernel.discipline.timesyncd.TimesyncdSettings;
import io.lapse.guestkernel.discipline.trial.Knowledge;
import io.lapse.guestkernel.discipline.trial.Moment;
import io.lapse.guestkernel.discipline.trial.Network;
import io.lapse.guestkernel.discipline.trial.Outage;
import io.lapse.guestkernel.discipline.trial.Outcome;
import io.lapse.guestkernel.discipline.trial.Program;
import io.lapse.guestkernel.discipline.trial.Setup;
import io.lapse.guestkernel.discipline.trial.Span;
import io.lapse.guestkernel.discipline.trial.Trial;
import io.lapse.guestkernel.discipline.trial.Watch;
import io.lapse.ledger.notice.InjectAs;
import java.util.List;

/**
 * The daemon behind a table, asked by trials. All is as on the page {@code docs/concepts/ntp.md},
 * but that the tolerance is the one of the default policy, and that the hosts' clocks disagree in
 * either direction: in one alone the disagreement and the drift of the hardware cancel at 100 s.
 */
final class EmulatedDaemon {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000 * MILLI;
  static final long HOUR = 3_600 * SECOND;

  static final Watch WATCH = new Watch(100 * MILLI, 14 * HOUR);
  static final long SETTLE_NANOS = 6 * HOUR;
  static final long FREQUENCY_PPB = 10_000;
  static final long OTHER_FREQUENCY_PPB = -5_000;
  static final long RESIDUAL_NANOS = MILLI;

  /** The ways take 5 ms each: the last two strike a request, and a reply, on its way. */
  private static final List<Moment> MOMENTS =
      List.of(
          Moment.AFTER_REPLY,
          Moment.MIDWAY,
          Moment.BEFORE_REQUEST,
          new Moment.AfterRequest(2 * MILLI),
          new Moment.AfterRequest(7 * MILLI));

  private final Trial trial;

  private EmulatedDaemon(Trial trial) {
    this.trial = trial;
  }

  static EmulatedDaemon settled(NtpDaemon daemon) {
    return new EmulatedDaemon(
        Trial.of(
            new Setup(
                KernelBuild.UNKNOWN,
                FREQUENCY_PPB,
                Network.DEFAULT,
                program(daemon),
                SETTLE_NANOS)));
  }

  private static Program program(NtpDaemon daemon) {
    return switch (daemon) {
      case CHRONY -> new Program.Chrony(ChronySettings.PACKAGED);
      case NTPD -> new Program.Ntpd(NtpdSettings.NTPD_4_2_8);
      case TIMESYNCD -> new Program.Timesyncd(TimesyncdSettings.DEFAULT);
    };
  }

  /** What an outage does at its worst: each figure by itself is the worst of all trials. */
  Wrong after(Case of, long toutNanos) {
    long stale = 0;
    long wrong = 0;
    boolean endless = false;
    for (long residual : residuals(of)) {
      for (Moment moment : MOMENTS) {
        Outcome outcome = trial.run(outage(of, toutNanos, residual, moment), WATCH);
        wrong = Math.max(wrong, outcome.wrongNanosSeconds());
        stale = Math.max(stale, nanos(outcome.staleWindow()));
        endless |= outcome.staleWindow() instanceof Span.Lasting;
      }
    }
    return new Wrong(stale, Math.floorDiv(wrong + MILLI - 1, MILLI), endless);
  }

  /** The integral over so long a time, ms times s, if nothing happens at all. */
  long undisturbedMillisSeconds() {
    Case nothing = new Case(false, false, Knowledge.NONE);
    return after(nothing, 0).wrongMillisSeconds();
  }

  /** What the hosts say does not matter if nobody listens. */
  private static List<Long> residuals(Case of) {
    boolean heard = of.compensated() || of.knowledge() != Knowledge.NONE;
    return heard ? List.of(RESIDUAL_NANOS, -RESIDUAL_NANOS) : List.of(RESIDUAL_NANOS);
  }

  private static Outage outage(Case of, long toutNanos, long residualNanos, Moment moment) {
    return new Outage(
        toutNanos,
        of.compensated(),
        residualNanos,
        of.otherHardware() ? OTHER_FREQUENCY_PPB : FREQUENCY_PPB,
        moment,
        of.knowledge(),
        InjectAs.OFFSET);
  }

  private static long nanos(Span span) {
    return span instanceof Span.Ended ended ? ended.nanos() : WATCH.horizonNanos();
  }
}
