package io.lapse.guestkernel.discipline.timesyncd;

import io.lapse.guestkernel.discipline.Daemon;
import io.lapse.guestkernel.discipline.Measurement;
import io.lapse.guestkernel.discipline.Reply;
import io.lapse.guestkernel.discipline.SystemCalls;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.Ntp;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.guestkernel.timer.TimerKind;
import java.util.List;

/**
 * systemd-timesyncd with one server. It keeps a timerfd armed that says ECANCELED when somebody
 * sets the clock ({@code time_change_fd()}), and then asks the server at once.
 */
public final class Timesyncd implements Daemon {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** NTP_ACCURACY_SEC. */
  private static final long ACCURACY_NANOS = 200_000_000L;

  /** NTP_RETRY_INTERVAL_MIN_USEC, and the longest. */
  private static final long RETRY_NANOS_MIN = 15 * SECOND_NANOS;

  private static final long RETRY_NANOS_MAX = 360 * SECOND_NANOS;

  /** Far in the future: it is there to be cancelled. */
  private static final Timer CLOCK_WATCH =
      new Timer(
          "timesyncd:clock-watch",
          TimerKind.TIMERFD,
          Clock.REALTIME,
          true,
          Long.MAX_VALUE,
          0,
          true,
          true);

  private final TimesyncdSettings settings;
  private SpikeDetector spikes = new SpikeDetector();
  private long timerNanos = NEVER;
  private long pollSeconds;
  private long retryNanos;
  private long request = SystemCalls.NOT_SENT;
  private long sentRealtimeNanos;

  /** {@code poll_resync}: somebody set the clock, and no sample has come since. */
  private boolean resyncing;

  /** {@code jumped}: it has set the clock itself, and will read ECANCELED for it. */
  private boolean jumped;

  private Timesyncd(TimesyncdSettings settings) {
    this.settings = settings;
    pollSeconds = settings.pollSecondsMin();
  }

  public static Timesyncd of(TimesyncdSettings settings) {
    return new Timesyncd(settings);
  }

  @Override
  public void start(SystemCalls calls) {
    sendRequest(calls);
  }

  /** {@code manager_send_request()}; it asks again should no answer come. */
  private void sendRequest(SystemCalls calls) {
    sentRealtimeNanos = calls.read(Clock.REALTIME);
    request = calls.send();
    retryNanos = retryNanos == 0 ? RETRY_NANOS_MIN : Math.min(retryNanos * 4 / 3, RETRY_NANOS_MAX);
    wakeIn(retryNanos, calls);
  }

  private void wakeIn(long nanos, SystemCalls calls) {
    timerNanos = Math.addExact(calls.read(Clock.BOOTTIME), nanos);
  }

  @Override
  public void timerExpired(SystemCalls calls) {
    sendRequest(calls);
  }

  /** {@code manager_clock_watch()}. */
  @Override
  public void clockWasSet(SystemCalls calls) {
    if (jumped) {
      jumped = false;
      return;
    }
    resyncing = true;
    sendRequest(calls);
  }

  /** {@code manager_receive_response()}; an answer to an earlier request is not used. */
  @Override
  public void replied(Reply reply, SystemCalls calls) {
    if (reply.request() != request) {
      return;
    }
    request = SystemCalls.NOT_SENT;
    retryNanos = 0;
    Measurement measured = reply.measuredFrom(sentRealtimeNanos);
    boolean spike = spikes.isSpike(measured, resyncing);
    adaptPoll(Math.abs(measured.offsetNanos()), spike);
    if (!spike) {
      adjust(measured.offsetNanos(), calls);
    }
    wakeIn(pollSeconds * SECOND_NANOS, calls);
  }

  /** {@code manager_adjust_poll()}. */
  private void adaptPoll(long off, boolean spike) {
    if (resyncing) {
      resyncing = false;
      pollSeconds = settings.pollSecondsMin();
    } else if (!spike && off > ACCURACY_NANOS) {
      pollSeconds = settings.pollSecondsMin();
    } else if (off < ACCURACY_NANOS / 4) {
      pollSeconds = Math.min(2 * pollSeconds, settings.pollSecondsMax());
    } else if (spike || off > ACCURACY_NANOS * 3 / 4) {
      pollSeconds = Math.max(pollSeconds / 2, settings.pollSecondsMin());
    }
  }

  /** {@code manager_adjust_clock()}: both errors are told as 0. */
  private void adjust(long offset, SystemCalls calls) {
    int errors = AdjtimexCall.ADJ_MAXERROR | AdjtimexCall.ADJ_ESTERROR;
    int modes = AdjtimexCall.ADJ_STATUS | AdjtimexCall.ADJ_NANO | errors;
    if (Math.abs(offset) < settings.stepNanos()) {
      int constant = Long.SIZE - 1 - Long.numberOfLeadingZeros(pollSeconds) - 4;
      calls.adjtimex(
          new AdjtimexCall(
              modes | AdjtimexCall.ADJ_OFFSET | AdjtimexCall.ADJ_TIMECONST,
              offset,
              0,
              0,
              0,
              Ntp.STA_PLL,
              constant,
              0,
              0));
      return;
    }
    jumped = true;
    calls.adjtimex(
        new AdjtimexCall(modes | AdjtimexCall.ADJ_SETOFFSET, 0, 0, 0, 0, 0, 0, 0, offset));
  }

  @Override
  public Clock timerClock() {
    return Clock.BOOTTIME;
  }

  @Override
  public long timerNanos() {
    return timerNanos;
  }

  @Override
  public List<Timer> armed() {
    return List.of(CLOCK_WATCH);
  }

  /** Its poll interval. */
  public long pollSeconds() {
    return pollSeconds;
  }

  /** It never does. */
  @Override
  public boolean hasExited() {
    return false;
  }

  @Override
  public Timesyncd copy() {
    Timesyncd copy = new Timesyncd(settings);
    copy.spikes = spikes.copy();
    copy.timerNanos = timerNanos;
    copy.pollSeconds = pollSeconds;
    copy.retryNanos = retryNanos;
    copy.request = request;
    copy.sentRealtimeNanos = sentRealtimeNanos;
    copy.resyncing = resyncing;
    copy.jumped = jumped;
    return copy;
  }

  @Override
  public Timesyncd afresh() {
    return of(settings);
  }
}
