package io.lapse.guestkernel.discipline.chrony;

import io.lapse.guestkernel.discipline.Daemon;
import io.lapse.guestkernel.discipline.Measurement;
import io.lapse.guestkernel.discipline.Reply;
import io.lapse.guestkernel.discipline.SystemCalls;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.Ntp;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timer.Timer;
import java.util.List;

/**
 * A chronyd with one server. Its scheduler waits in select(), whose timeout is by MONOTONIC, for
 * instants of REALTIME. Where REALTIME is then more than 10 s off what it should be, it takes the
 * clock for set by somebody, and drops what it knows.
 */
public final class Chrony implements Daemon {
  private static final long SECOND_NANOS = Parts.SECOND_NANOS;

  /** JUMP_DETECT_THRESHOLD. */
  private static final long JUMP_NANOS = 10 * SECOND_NANOS;

  /** INITIAL_DELAY. */
  private static final long FIRST_REQUEST_NANOS = 200_000_000L;

  /** IBURST_GOOD_SAMPLES, and MAX_BURST_INTERVAL. */
  private static final int BURST = 4;

  private static final long BURST_NANOS = 2 * SECOND_NANOS;

  /** maxdistance, maxjitter, maxdelay, maxdelaydevratio. */
  private static final long DISTANCE_NANOS_MAX = 3 * SECOND_NANOS;

  private static final long JITTER_NANOS_MAX = SECOND_NANOS;
  private static final long DELAY_NANOS_MAX = 3 * SECOND_NANOS;
  private static final long DELAY_DEVIATION_RATIO = 10;

  /** maxclockerror: 1 ppm. */
  private static final long CLOCK_ERROR_PPT = 1_000_000L;

  private final ChronySettings settings;
  private final SlewedClock clock;
  private final SourceStats stats;
  private final PollScore poll;
  private final Reference reference;
  private int burst;

  private long nextRequestNanos;
  private long lastRequestNanos;
  private long request = SystemCalls.NOT_SENT;
  private long sentCookedNanos;

  /** When select() was called, on both clocks, and its timeout. */
  private long selectRawNanos;

  private long selectMonotonicNanos;
  private long timeoutNanos;
  private long jumps;

  private Chrony(
      ChronySettings settings,
      SlewedClock clock,
      SourceStats stats,
      PollScore poll,
      Reference reference) {
    this.settings = settings;
    this.clock = clock;
    this.stats = stats;
    this.poll = poll;
    this.reference = reference;
    burst = settings.burst() ? BURST : 0;
  }

  public static Chrony of(ChronySettings settings) {
    return with(settings, SlewedClock.asTheKernelHasIt());
  }

  private static Chrony with(ChronySettings settings, SlewedClock clock) {
    return new Chrony(
        settings,
        clock,
        new SourceStats(),
        new PollScore(settings.minPoll(), settings.maxPoll()),
        new Reference(settings));
  }

  /** {@code initialise_timex}: the kernel's PLL is turned off. */
  @Override
  public void start(SystemCalls calls) {
    int modes = AdjtimexCall.ADJ_OFFSET | AdjtimexCall.ADJ_STATUS;
    int on = Ntp.STA_PLL | Ntp.STA_UNSYNC;
    calls.adjtimex(new AdjtimexCall(modes, 0, 0, 0, 0, on, 0, 0, 0));
    calls.adjtimex(new AdjtimexCall(AdjtimexCall.ADJ_STATUS, 0, 0, 0, 0, Ntp.STA_UNSYNC, 0, 0, 0));
    clock.start(calls);
    nextRequestNanos = Math.addExact(calls.read(Clock.REALTIME), FIRST_REQUEST_NANOS);
    select(calls);
  }

  private void select(SystemCalls calls) {
    selectRawNanos = calls.read(Clock.REALTIME);
    selectMonotonicNanos = calls.read(Clock.MONOTONIC);
    long next = Math.min(nextRequestNanos, clock.slewEndNanos());
    timeoutNanos = Math.max(0, next - selectRawNanos);
  }

  @Override
  public Clock timerClock() {
    return Clock.MONOTONIC;
  }

  @Override
  public long timerNanos() {
    return Math.addExact(selectMonotonicNanos, timeoutNanos);
  }

  @Override
  public void timerExpired(SystemCalls calls) {
    checkForJump(calls);
    long raw = calls.read(Clock.REALTIME);
    if (clock.slewEndNanos() <= raw) {
      clock.updateSlew(calls);
    }
    if (nextRequestNanos <= raw) {
      sentCookedNanos = clock.cookedNanos(raw);
      request = calls.send();
      lastRequestNanos = raw;
      scheduleRequest(raw);
    }
    select(calls);
  }

  private void scheduleRequest(long rawNanos) {
    long interval = SECOND_NANOS << poll.poll();
    if (burst > 0) {
      interval = Math.min(BURST_NANOS, interval / 4);
    }
    long elapsed = Math.max(0, rawNanos - lastRequestNanos);
    nextRequestNanos = Math.addExact(rawNanos, Math.max(0, interval - elapsed));
  }

  /** {@code check_current_time}. */
  private void checkForJump(SystemCalls calls) {
    long raw = calls.read(Clock.REALTIME);
    long slept = Math.min(calls.read(Clock.MONOTONIC) - selectMonotonicNanos, timeoutNanos);
    long off = raw - Math.addExact(selectRawNanos, slept);
    if (Math.abs(off) <= JUMP_NANOS) {
      return;
    }
    jumps++;
    nextRequestNanos = Math.addExact(nextRequestNanos, off);
    request = SystemCalls.NOT_SENT;
    stats.reset();
    reference.jumped();
    clock.jumped(calls);
    if (poll.reset()) {
      scheduleRequest(raw);
    }
  }

  @Override
  public void replied(Reply reply, SystemCalls calls) {
    checkForJump(calls);
    if (reply.request() == request) {
      request = SystemCalls.NOT_SENT;
      take(reply, calls);
      scheduleRequest(calls.read(Clock.REALTIME));
    }
    select(calls);
  }

  private void take(Reply reply, SystemCalls calls) {
    long arrived = clock.cookedNanos(reply.arrivedRealtimeNanos());
    Sample sample = sample(reply, arrived);
    boolean isGood =
        sample.delayNanos() - sample.dispersionNanos() <= DELAY_NANOS_MAX
            && !stats.isTooLong(sample, DELAY_DEVIATION_RATIO, CLOCK_ERROR_PPT);
    if (!isGood) {
      poll.missed();
      return;
    }
    long error = Math.abs(sample.offsetNanos() - stats.predictedNanos(sample.timeNanos()));
    stats.add(sample);
    stats.fit().filter(fit -> isSelectable(fit, arrived)).ifPresent(fit -> follow(fit, calls));
    poll.sampled(error, sample.distanceNanos(), stats.size());
    burst = Math.max(0, burst - 1);
  }

  private Sample sample(Reply reply, long arrivedCookedNanos) {
    Measurement measured =
        Measurement.of(
            sentCookedNanos, reply.receivedNanos(), reply.sentNanos(), arrivedCookedNanos);
    long away = arrivedCookedNanos - sentCookedNanos;
    return new Sample(
        sentCookedNanos + away / 2,
        measured.offsetNanos(),
        Math.max(Math.abs(measured.delayNanos()), SourceStats.PRECISION_NANOS),
        SourceStats.PRECISION_NANOS + Parts.of(Math.abs(away), stats.skewPpt()));
  }

  private boolean isSelectable(Regression.Fit fit, long cookedNanos) {
    return stats.rootDistanceNanos(cookedNanos) <= DISTANCE_NANOS_MAX
        && fit.deviationNanos() <= JITTER_NANOS_MAX;
  }

  private void follow(Regression.Fit fit, SystemCalls calls) {
    long step = reference.update(fit, stats, clock, calls);
    lastRequestNanos = Math.addExact(lastRequestNanos, step);
    nextRequestNanos = Math.addExact(nextRequestNanos, step);
  }

  /** It has no such timer. */
  @Override
  public void clockWasSet(SystemCalls calls) {}

  @Override
  public List<Timer> armed() {
    return List.of();
  }

  /** It never does. */
  @Override
  public boolean hasExited() {
    return false;
  }

  /** Its poll interval, log2 s. */
  public int poll() {
    return poll.poll();
  }

  /** How often it said "time jump detected". */
  public long jumps() {
    return jumps;
  }

  @Override
  public Chrony copy() {
    Chrony copy = new Chrony(settings, clock.copy(), stats.copy(), poll.copy(), reference.copy());
    copy.burst = burst;
    copy.nextRequestNanos = nextRequestNanos;
    copy.lastRequestNanos = lastRequestNanos;
    copy.request = request;
    copy.sentCookedNanos = sentCookedNanos;
    copy.selectRawNanos = selectRawNanos;
    copy.selectMonotonicNanos = selectMonotonicNanos;
    copy.timeoutNanos = timeoutNanos;
    copy.jumps = jumps;
    return copy;
  }

  /** The drift file has the frequency, without what was being slewed. */
  @Override
  public Chrony afresh() {
    return with(settings, clock.afresh());
  }
}
