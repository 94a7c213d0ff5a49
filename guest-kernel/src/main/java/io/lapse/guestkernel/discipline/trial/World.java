package io.lapse.guestkernel.discipline.trial;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.discipline.Aware;
import io.lapse.guestkernel.discipline.Daemon;
import io.lapse.guestkernel.discipline.Reply;
import io.lapse.guestkernel.discipline.SystemCalls;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A guest in true time: its kernel, its daemon, the way to the server. It runs in strides of at
 * most a second, because NTP changes the clock's rate when a second begins.
 */
final class World implements SystemCalls {
  /** As many requests are on their way at most; a further one displaces the oldest. */
  private static final int FLIGHTS_MAX = 8;

  private static final long SECOND_NANOS = 1_000_000_000L;

  /** 2026-01-01T00:00:00Z; the guest has run for a day. */
  private static final long BEGIN_NANOS = 1_767_225_600L * SECOND_NANOS;

  private static final long UPTIME_NANOS = 86_400 * SECOND_NANOS;
  private static final int TAI_OFFSET_SECONDS = 37;

  /** Beyond the beginning of a second, so that the tick that notices it is over. */
  static final long TICK_NANOS = 4_000_000;

  /** Nearer than that to its timer the guest's rate does not matter. */
  private static final long NEAR_NANOS = 100_000;

  /** A clock that is slewed by less than a part of this is steady. */
  private static final long STEADY_DIVISOR = 512;

  /** In less a slow counter may not count at all. */
  private static final long STRIDE_NANOS_MIN = 1_000;

  private final Network network;
  private final GuestKernel kernel;
  private final ArrayDeque<Flight> flights;
  private Daemon daemon;
  private long nowNanos;
  private long sequence;
  private long requests;
  private int cancellations;
  private long restartNanos;

  /** Whether the guest's clock ran nearly true of late, and nobody has changed its rate since. */
  private boolean steady;

  private @Nullable Tally tally;

  /** A request, and the answer to it. */
  private record Flight(long request, long receivedNanos, long arrivesNanos) {}

  private World(Network network, GuestKernel kernel, Daemon daemon, ArrayDeque<Flight> flights) {
    this.network = network;
    this.kernel = kernel;
    this.daemon = daemon;
    this.flights = flights;
  }

  /** A guest whose clock is right, and whose daemon has just started. */
  static World begun(Setup setup) {
    Daemon daemon = setup.program().daemon();
    Clocks clocks = Clocks.reading(BEGIN_NANOS, UPTIME_NANOS, UPTIME_NANOS, TAI_OFFSET_SECONDS);
    NtpStart boot = NtpStart.BOOT;
    // What adjtimex has for ppm: scaled by 2^16. Toward zero.
    long freq = -setup.frequencyPpb() * 65_536 / 1_000;
    NtpStart ntp =
        new NtpStart(
            boot.status(),
            0,
            freq,
            boot.maxError(),
            boot.estError(),
            boot.constant(),
            boot.tick(),
            BEGIN_NANOS / SECOND_NANOS);
    GuestKernel kernel =
        GuestKernel.started(new KernelStart(setup.build(), clocks, ntp, daemon.armed()));
    kernel.changeCounter(setup.frequencyPpb());
    World world = new World(setup.network(), kernel, daemon, new ArrayDeque<>());
    world.nowNanos = BEGIN_NANOS;
    daemon.start(world);
    return world;
  }

  World copy() {
    World copy = new World(network, kernel.copy(), daemon.copy(), flights.clone());
    copy.nowNanos = nowNanos;
    copy.sequence = sequence;
    copy.requests = requests;
    copy.cancellations = cancellations;
    copy.steady = steady;
    return copy;
  }

  /** How many requests have left. */
  long requests() {
    return requests;
  }

  long nowNanos() {
    return nowNanos;
  }

  boolean hasExited() {
    return daemon.hasExited();
  }

  void run(long nanos) {
    long until = Math.addExact(nowNanos, nanos);
    wake();
    while (nowNanos < until) {
      stride(until - nowNanos);
      wake();
    }
  }

  /** Runs until the next request has left, but no longer than so long. */
  void runToRequest(long nanosMax) {
    long before = requests;
    long until = Math.addExact(nowNanos, nanosMax);
    while (requests == before && nowNanos < until) {
      stride(until - nowNanos);
      wake();
    }
  }

  private void stride(long nanosMax) {
    long untilSecond = SECOND_NANOS - Math.floorMod(read(Clock.REALTIME), SECOND_NANOS);
    long nanos = Math.min(nanosMax, untilSecond + TICK_NANOS);
    Flight first = flights.peek();
    if (first != null) {
      nanos = Math.min(nanos, first.arrivesNanos() - nowNanos);
    }
    if (daemon.timerNanos() != Daemon.NEVER) {
      nanos = Math.min(nanos, untilNearly(daemon.timerNanos() - read(daemon.timerClock())));
    }
    long before = read(Clock.MONOTONIC);
    kernel.skip(nanos);
    nowNanos += nanos;
    long off = read(Clock.MONOTONIC) - before - nanos;
    steady = Math.abs(off) <= nanos / STEADY_DIVISOR;
    if (tally != null) {
      tally.moved(nowNanos - restartNanos, errorNanos(), kernel.ntp());
    }
  }

  /** The guest's clock may run up to a tenth too fast: its timer is not to be passed. */
  private long untilNearly(long guestNanos) {
    if (guestNanos <= NEAR_NANOS) {
      return Math.max(STRIDE_NANOS_MIN, guestNanos);
    }
    return guestNanos - guestNanos / (steady ? STEADY_DIVISOR / 2 : 8);
  }

  /** Whatever waits for the daemon, in order: a set clock, an answer, its timer. */
  private void wake() {
    while (!daemon.hasExited()) {
      Flight first = flights.peek();
      if (cancellations > 0) {
        cancellations--;
        daemon.clockWasSet(this);
      } else if (first != null && first.arrivesNanos() <= nowNanos) {
        flights.remove();
        daemon.replied(
            new Reply(
                first.request(),
                first.receivedNanos(),
                first.receivedNanos(),
                read(Clock.REALTIME)),
            this);
      } else if (daemon.timerNanos() <= read(daemon.timerClock())) {
        daemon.timerExpired(this);
      } else {
        return;
      }
    }
    flights.clear();
  }

  /** REALTIME less true UTC. */
  long errorNanos() {
    return read(Clock.REALTIME) - nowNanos;
  }

  /** The guest is stopped, and restarted; from then on it is watched. */
  void suffer(Outage outage, Watch watch, Observer observer) {
    nowNanos = Math.addExact(nowNanos, outage.nanos());
    restartNanos = nowNanos;
    // The host advances the counter by what it counts in such a time by its nominal rate.
    kernel.changeCounter(0);
    if (outage.compensated() && outage.claimedNanos() > 0) {
      kernel.jumpCounter(outage.claimedNanos(), true, false, this::took);
    }
    kernel.changeCounter(outage.frequencyPpbAfter());
    if (outage.knowledge() == Knowledge.NONE) {
      tally = new Tally(watch, observer, errorNanos(), kernel.ntp());
      return;
    }
    long remaining = outage.compensated() ? 0 : outage.claimedNanos();
    long known = sequence++;
    long stepped = kernel.notice(sequence, remaining, outage.injectAs(), this::took).orElseThrow();
    tally = new Tally(watch, observer, errorNanos(), kernel.ntp());
    tally.steppedByKernel(stepped);
    if (outage.knowledge() == Knowledge.AWARE || outage.knowledge() == Knowledge.WOKEN) {
      Aware aware = Aware.of(daemon, known);
      daemon = aware;
      if (outage.knowledge() == Knowledge.WOKEN) {
        aware.noticed(this);
      }
    }
  }

  Outcome outcome() {
    if (tally == null) {
      throw new IllegalStateException("the outage must have been suffered");
    }
    return tally.outcome(daemon.hasExited());
  }

  private void took(Effect effect) {
    if (effect instanceof Effect.TimerCancelled cancelled && cancelled.read()) {
      cancellations++;
    }
  }

  @Override
  public long read(Clock clock) {
    return kernel.read(clock);
  }

  @Override
  public Optional<AdjtimexReply> adjtimex(AdjtimexCall call) {
    long before = wallOffset();
    boolean done = kernel.adjtimex(call, this::took).isPresent();
    changed(before);
    return done ? Optional.of(kernel.ntp()) : Optional.empty();
  }

  @Override
  public boolean setTime(long realtimeNanos) {
    long before = wallOffset();
    boolean done = kernel.setTime(realtimeNanos, this::took).isPresent();
    changed(before);
    return done;
  }

  private long wallOffset() {
    Clocks clocks = kernel.clocks();
    return clocks.realtimeNanos() - clocks.monotonicNanos();
  }

  private void changed(long wallOffsetBefore) {
    steady = false;
    if (tally != null) {
      tally.steppedByDaemon(wallOffset() - wallOffsetBefore);
      tally.changed(errorNanos(), kernel.ntp());
    }
  }

  @Override
  public long send() {
    long request = requests++;
    long received = Math.addExact(nowNanos, network.outNanos(request));
    if (flights.size() == FLIGHTS_MAX) {
      flights.remove();
    }
    flights.add(new Flight(request, received, received + network.backNanos(request)));
    return request;
  }

  @Override
  public long migrationSequence() {
    return sequence;
  }
}
