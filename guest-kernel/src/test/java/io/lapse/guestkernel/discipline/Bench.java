package io.lapse.guestkernel.discipline;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.Kernels;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timer.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A guest for tests of a daemon: a kernel whose counter is exact, and a record of all calls. */
public final class Bench implements SystemCalls {
  public final GuestKernel kernel;

  /** The calls of adjtimex so far. */
  public final List<AdjtimexCall> adjtimex = new ArrayList<>();

  /** REALTIME less what it was before, for each clock_settime and ADJ_SETOFFSET so far. */
  public final List<Long> steps = new ArrayList<>();

  /** What the kernel told besides. */
  public final List<Effect> effects = new ArrayList<>();

  public long sequence;
  public long requests;

  public Bench(Timer... timers) {
    kernel =
        GuestKernel.started(
            new KernelStart(KernelBuild.UNKNOWN, Kernels.CLOCKS, NtpStart.BOOT, List.of(timers)));
  }

  /** The guest runs, as an idle one that wakes at each second. */
  public void run(long nanos) {
    long second = 1_000_000_000L;
    long left = nanos;
    while (left > 0) {
      long stride =
          Math.min(left, second - Math.floorMod(read(Clock.REALTIME), second) + 4_000_000);
      kernel.skip(stride);
      left -= stride;
    }
  }

  /** Runs to the daemon's timer, and wakes it. */
  public void wake(Daemon daemon) {
    while (read(daemon.timerClock()) < daemon.timerNanos()) {
      run(Math.max(1, (daemon.timerNanos() - read(daemon.timerClock())) * 7 / 8));
    }
    daemon.timerExpired(this);
  }

  /** The reply to the last request: the round trip takes no time, the server is so far ahead. */
  public Reply reply(long serverAheadNanos) {
    return reply(requests - 1, serverAheadNanos, 0);
  }

  /**
   * A reply.
   *
   * @param backNanos how long it was on its way until now; the request took no time
   */
  public Reply reply(long request, long serverAheadNanos, long backNanos) {
    long now = read(Clock.REALTIME);
    long server = now + serverAheadNanos - backNanos;
    return new Reply(request, server, server, now);
  }

  @Override
  public long read(Clock clock) {
    return kernel.read(clock);
  }

  @Override
  public Optional<AdjtimexReply> adjtimex(AdjtimexCall call) {
    adjtimex.add(call);
    if (call.has(AdjtimexCall.ADJ_SETOFFSET) && !call.isAdjtime()) {
      steps.add(call.timeNanos());
    }
    return kernel.adjtimex(call, effects::add).isPresent()
        ? Optional.of(kernel.ntp())
        : Optional.empty();
  }

  @Override
  public boolean setTime(long realtimeNanos) {
    steps.add(realtimeNanos - read(Clock.REALTIME));
    return kernel.setTime(realtimeNanos, effects::add).isPresent();
  }

  @Override
  public long send() {
    return requests++;
  }

  @Override
  public long migrationSequence() {
    return sequence;
  }
}
