package io.lapse.guestkernel.discipline;

import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timer.Timer;
import java.util.List;
import java.util.Optional;

/**
 * Any daemon, made aware of migrations: it brackets its work with reads of the migration sequence,
 * as the mail of 29 March 2022 asks.
 *
 * <pre>
 *   read; send the request   ...   read; use the answer; read; adjtimex
 * </pre>
 *
 * Where a read differs from the one before, nothing is sent, used or adjusted: the daemon within is
 * dropped with its samples, and starts afresh. Between two such reads it knows nothing of an
 * outage, unless it is told: {@link #noticed}.
 */
public final class Aware implements Daemon {
  private Daemon within;
  private long sequence;
  private boolean stale;

  private Aware(Daemon within, long sequence) {
    this.within = within;
    this.sequence = sequence;
  }

  /**
   * Makes a daemon aware.
   *
   * @param daemon may be at work already
   * @param sequence the migration sequence that it knows of
   */
  public static Aware of(Daemon daemon, long sequence) {
    return new Aware(daemon, sequence);
  }

  @Override
  public void start(SystemCalls calls) {
    sequence = calls.migrationSequence();
    within.start(new Guarded(calls));
  }

  /** The page that holds the sequence says that it has changed, as poll() on VMClock's does. */
  public void noticed(SystemCalls calls) {
    stale |= hasChanged(calls);
    startAfreshIfStale(calls);
  }

  @Override
  public void timerExpired(SystemCalls calls) {
    within.timerExpired(new Guarded(calls));
    startAfreshIfStale(calls);
  }

  @Override
  public void replied(Reply reply, SystemCalls calls) {
    stale |= hasChanged(calls);
    if (!stale) {
      within.replied(reply, new Guarded(calls));
    }
    startAfreshIfStale(calls);
  }

  @Override
  public void clockWasSet(SystemCalls calls) {
    within.clockWasSet(new Guarded(calls));
    startAfreshIfStale(calls);
  }

  private boolean hasChanged(SystemCalls calls) {
    return calls.migrationSequence() != sequence;
  }

  private void startAfreshIfStale(SystemCalls calls) {
    if (!stale || within.hasExited()) {
      return;
    }
    stale = false;
    within = within.afresh();
    start(calls);
  }

  @Override
  public Clock timerClock() {
    return within.timerClock();
  }

  @Override
  public long timerNanos() {
    return within.timerNanos();
  }

  @Override
  public List<Timer> armed() {
    return within.armed();
  }

  @Override
  public boolean hasExited() {
    return within.hasExited();
  }

  @Override
  public Aware copy() {
    Aware copy = new Aware(within.copy(), sequence);
    copy.stale = stale;
    return copy;
  }

  @Override
  public Aware afresh() {
    return new Aware(within.afresh(), sequence);
  }

  /** The calls of the daemon within: what it sends or sets is refused once the sequence changed. */
  private final class Guarded implements SystemCalls {
    private final SystemCalls calls;

    Guarded(SystemCalls calls) {
      this.calls = calls;
    }

    private boolean refuses() {
      stale |= hasChanged(calls);
      return stale;
    }

    @Override
    public long read(Clock clock) {
      return calls.read(clock);
    }

    @Override
    public Optional<AdjtimexReply> adjtimex(AdjtimexCall call) {
      return refuses() ? Optional.empty() : calls.adjtimex(call);
    }

    @Override
    public boolean setTime(long realtimeNanos) {
      return !refuses() && calls.setTime(realtimeNanos);
    }

    @Override
    public long send() {
      return refuses() ? NOT_SENT : calls.send();
    }

    @Override
    public long migrationSequence() {
      return calls.migrationSequence();
    }
  }
}
