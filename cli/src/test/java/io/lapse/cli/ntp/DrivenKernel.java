package io.lapse.cli.ntp;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.ntp.Ntp;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.query.NtpMoment;
import java.util.ArrayList;
import java.util.List;

/** An emulated kernel that lives through moments, and says at samples how it stands. */
final class DrivenKernel {
  static final long SECOND = 1_000_000_000L;

  private static final long TAI_OFFSET = 37 * SECOND;
  private static final long PIECE_MAX = 100 * SECOND;

  /** How the kernel stood. */
  record Sample(TaiInstant at, long maxErrorNanos, boolean isSynchronised) {}

  private final List<NtpMoment> moments = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final GuestKernel kernel;
  private TaiInstant now;
  private long sequence;

  /** Its REALTIME is a part of a second past one. */
  DrivenKernel(long phaseNanos) {
    now = new TaiInstant(1_795_000_000 * SECOND + phaseNanos);
    Clocks clocks = Clocks.reading(now.nanos() - TAI_OFFSET, 1_000 * SECOND, 1_000 * SECOND, 37);
    kernel =
        GuestKernel.started(new KernelStart(KernelBuild.UNKNOWN, clocks, NtpStart.BOOT, List.of()));
  }

  List<NtpMoment> moments() {
    return moments;
  }

  List<Sample> samples() {
    return samples;
  }

  TaiInstant now() {
    return now;
  }

  /** An NTP daemon tells the kernel how far off its clock may be. */
  void observe(long errorNanos) {
    long micros = (errorNanos + 999) / 1_000;
    int modes = AdjtimexCall.ADJ_STATUS | AdjtimexCall.ADJ_MAXERROR;
    AdjtimexCall call = new AdjtimexCall(modes, 0, 0, micros, 0, Ntp.STA_PLL, 0, 0, 0);
    kernel.adjtimex(call, effect -> {}).orElseThrow();
    moments.add(new NtpMoment.Observed(now, true, errorNanos));
    sample();
  }

  void run(long nanos) {
    long left = nanos;
    while (left > 0) {
      long piece = Math.min(left, PIECE_MAX);
      kernel.skip(piece);
      now = now.plus(piece);
      left -= piece;
      sample();
    }
  }

  /** It stands still, is started again, and acts on the notice after a while. */
  void outage(long toutNanos, long compensatedNanos, long delayNanos) {
    moments.add(new NtpMoment.Stopped(now));
    now = now.plus(toutNanos);
    if (compensatedNanos > 0) {
      kernel.jumpCounter(compensatedNanos, true, false, effect -> {});
    }
    moments.add(new NtpMoment.Restarted(now, compensatedNanos));
    sample();
    run(delayNanos);
    long lost = toutNanos - compensatedNanos;
    kernel.notice(++sequence, lost, InjectAs.OFFSET, effect -> {}).orElseThrow();
    moments.add(new NtpMoment.Reset(now));
    sample();
  }

  private void sample() {
    AdjtimexReply ntp = kernel.ntp();
    // Of several at one instant the last holds.
    samples.removeIf(before -> before.at().equals(now));
    samples.add(new Sample(now, ntp.maxError() * 1_000, ntp.synchronised()));
  }
}
