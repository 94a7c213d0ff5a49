package io.lapse.guestkernel.discipline.ntpd;

import io.lapse.guestkernel.discipline.Daemon;
import io.lapse.guestkernel.discipline.Measurement;
import io.lapse.guestkernel.discipline.Reply;
import io.lapse.guestkernel.discipline.SystemCalls;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timer.Timer;
import java.util.List;
import java.util.Optional;

/**
 * ntpd with one server. It wakes once a second and counts: a jump of MONOTONIC over many seconds is
 * one signal, and one second to it (ntp_timer.c, {@code timer()}).
 */
public final class Ntpd implements Daemon {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** NTP_IBURST. */
  private static final int BURST = 6;

  /** NTP_MINPKT: seconds between two requests of a burst. */
  private static final int BURST_SECONDS = 2;

  /** NTP_MINDISP: no clock is believed to be better, ns. */
  private static final long DISPERSION_NANOS_MIN = 1_000_000;

  private final NtpdSettings settings;
  private final LocalClock clock;
  private ClockFilter filter = new ClockFilter();

  /** {@code current_time}: alarms since the start. */
  private long nowSeconds;

  private long alarmNanos = NEVER;
  private long nextRequestSeconds;
  private long lastRequestSeconds;

  /** {@code hpoll}, log2 s. */
  private int hostPoll;

  /** Requests of a burst that are still to be sent. */
  private int burst;

  /** Whether the server has answered since the filter was cleared. */
  private boolean reached;

  /** {@code sys_leap} is not LEAP_NOTINSYNC. */
  private boolean synchronised;

  private long request = SystemCalls.NOT_SENT;
  private long sentRealtimeNanos;
  private boolean exited;

  private Ntpd(NtpdSettings settings, LocalClock clock) {
    this.settings = settings;
    this.clock = clock;
    hostPoll = settings.minPoll();
  }

  public static Ntpd of(NtpdSettings settings) {
    return new Ntpd(settings, new LocalClock(settings));
  }

  @Override
  public void start(SystemCalls calls) {
    alarmNanos = Math.addExact(calls.read(Clock.MONOTONIC), SECOND_NANOS);
    clock.start(calls);
  }

  @Override
  public Clock timerClock() {
    return Clock.MONOTONIC;
  }

  @Override
  public long timerNanos() {
    return exited ? NEVER : alarmNanos;
  }

  @Override
  public void timerExpired(SystemCalls calls) {
    // hrtimer_forward(): the phase stays.
    long late = Math.max(0, calls.read(Clock.MONOTONIC) - alarmNanos);
    alarmNanos = Math.addExact(alarmNanos, (late / SECOND_NANOS + 1) * SECOND_NANOS);
    nowSeconds++;
    clock.second(calls);
    if (nextRequestSeconds <= nowSeconds) {
      transmit(calls);
    }
  }

  private void transmit(SystemCalls calls) {
    if (burst > 0) {
      burst--;
    } else {
      lastRequestSeconds = nowSeconds;
      hostPoll = reached ? clock.poll() : hostPoll;
    }
    sentRealtimeNanos = calls.read(Clock.REALTIME);
    request = calls.send();
    scheduleRequest();
  }

  /** {@code poll_update()}. */
  private void scheduleRequest() {
    long earliest = nowSeconds + BURST_SECONDS;
    if (burst == 0) {
      nextRequestSeconds = Math.max(earliest, lastRequestSeconds + (1L << hostPoll));
    } else if (nextRequestSeconds <= nowSeconds) {
      nextRequestSeconds = earliest;
    }
  }

  @Override
  public void replied(Reply reply, SystemCalls calls) {
    if (exited || reply.request() != request) {
      return;
    }
    request = SystemCalls.NOT_SENT;
    if (!reached && settings.burst()) {
      burst = BURST - 1;
      nextRequestSeconds = nowSeconds;
      scheduleRequest();
    }
    reached = true;
    Measurement measured = reply.measuredFrom(sentRealtimeNanos);
    Optional<ClockFilter.Believed> believed = filter.add(measured, nowSeconds, clock.isSettled());
    // In a burst the last one decides, unless nothing was decided yet.
    if (believed.isPresent() && (burst == 0 || !synchronised)) {
      select(believed.get(), calls);
    }
  }

  private void select(ClockFilter.Believed believed, SystemCalls calls) {
    if (!believed.isFit(hostPoll)) {
      return;
    }
    hostPoll = clock.poll();
    scheduleRequest();
    long offset = believed.measured().offsetNanos();
    long dispersion = Math.max(DISPERSION_NANOS_MIN, believed.dispersionNanos() + Math.abs(offset));
    long maxErrorNanos = believed.measured().delayNanos() / 2 + dispersion;
    switch (clock.update(offset, maxErrorNanos, nowSeconds, calls)) {
      case PANIC -> exited = true;
      case STEPPED -> clear();
      case SLEWED -> {
        synchronised = true;
        hostPoll = clock.poll();
        scheduleRequest();
      }
      case IGNORED -> {}
    }
  }

  /** {@code clear_all()}: the samples were taken by another clock. */
  private void clear() {
    filter = new ClockFilter();
    reached = false;
    synchronised = false;
    burst = 0;
    hostPoll = settings.minPoll();
    lastRequestSeconds = nowSeconds;
    nextRequestSeconds = nowSeconds;
  }

  /** It has no such timer. */
  @Override
  public void clockWasSet(SystemCalls calls) {}

  @Override
  public List<Timer> armed() {
    return List.of();
  }

  @Override
  public boolean hasExited() {
    return exited;
  }

  /** Where its state machine stands. */
  public ClockState state() {
    return clock.state();
  }

  /** Its poll interval, log2 s. */
  public int poll() {
    return hostPoll;
  }

  @Override
  public Ntpd copy() {
    Ntpd copy = new Ntpd(settings, clock.copy());
    copy.filter = filter.copy();
    copy.nowSeconds = nowSeconds;
    copy.alarmNanos = alarmNanos;
    copy.nextRequestSeconds = nextRequestSeconds;
    copy.lastRequestSeconds = lastRequestSeconds;
    copy.hostPoll = hostPoll;
    copy.burst = burst;
    copy.reached = reached;
    copy.synchronised = synchronised;
    copy.request = request;
    copy.sentRealtimeNanos = sentRealtimeNanos;
    copy.exited = exited;
    return copy;
  }

  /** The drift file is written once an hour; it is taken to be as the kernel has it. */
  @Override
  public Ntpd afresh() {
    return of(settings.withFrequencyKnown(true));
  }
}
