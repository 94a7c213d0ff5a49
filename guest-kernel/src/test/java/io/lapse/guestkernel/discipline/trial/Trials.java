package io.lapse.guestkernel.discipline.trial;

import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.discipline.chrony.ChronySettings;
import io.lapse.guestkernel.discipline.ntpd.NtpdSettings;
import io.lapse.guestkernel.discipline.timesyncd.TimesyncdSettings;
import io.lapse.ledger.notice.InjectAs;

/** Setups and outages for tests. */
final class Trials {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000_000_000L;
  static final long HOUR = 3_600 * SECOND;

  static final Program NTPD = new Program.Ntpd(NtpdSettings.NTPD_4_2_8);
  static final Program CHRONY = new Program.Chrony(ChronySettings.PACKAGED);
  static final Program TIMESYNCD = new Program.Timesyncd(TimesyncdSettings.DEFAULT);

  /** The counter's error before the outage, and after it unless a test says otherwise. */
  static final long PPB = 10_000;

  /** Ways of 5 ms, without jitter. */
  static final Network EVEN = new Network(5 * MILLI, 5 * MILLI, 0);

  private Trials() {}

  static Setup setup(Program program) {
    return new Setup(KernelBuild.UNKNOWN, PPB, EVEN, program, 6 * HOUR);
  }

  /** An ntpd that asks every 64 s. */
  static Program ntpdEvery64(NtpdSettings settings) {
    return new Program.Ntpd(settings.withPoll(6, 6));
  }

  /** Not compensated, and nobody knows of it; the same hardware afterwards. */
  static Outage lost(long nanos) {
    return new Outage(nanos, false, 0, PPB, Moment.AFTER_REPLY, Knowledge.NONE, InjectAs.OFFSET);
  }

  static Outage compensated(long nanos) {
    return new Outage(nanos, true, 0, PPB, Moment.AFTER_REPLY, Knowledge.NONE, InjectAs.OFFSET);
  }

  /** Wrong is what is more than 100 ms off, the tolerance of the default policy. */
  static Watch watch(long horizonNanos) {
    return new Watch(100 * MILLI, horizonNanos);
  }

  /** Beyond every horizon if it lasts. */
  static long nanos(Span span) {
    return span instanceof Span.Ended ended ? ended.nanos() : Long.MAX_VALUE;
  }
}
