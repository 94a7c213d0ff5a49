package io.lapse.whatif.sweep;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to the guest {@code g}, event by event; times and amounts in milliseconds. */
final class Tale {
  static final String GUEST = "g";
  static final long MILLI = 1_000_000;
  static final long EPOCH = 1_800_000_000_000_000_000L;

  private final List<LedgerInput> inputs = new ArrayList<>();
  private long errorNanos = MILLI;
  private @Nullable String migrationId;

  static TaiInstant at(long millis) {
    return new TaiInstant(EPOCH + millis * MILLI);
  }

  /** The clocks of the hosts are wrong by at most this from now on. */
  Tale error(long nanos) {
    errorNanos = nanos;
    return this;
  }

  /** Stops and restarts belong to this migration from now on. */
  Tale migration(String id) {
    migrationId = id;
    return this;
  }

  Tale stop(long millis, String host) {
    return stop(millis, host, StopReason.UNKNOWN);
  }

  Tale stop(long millis, String host, StopReason reason) {
    inputs.add(new HostEvent.Stopped(said(at(millis), host), reason, migrationId));
    return this;
  }

  Tale restart(long millis, String host, RestartMode mode) {
    return restart(at(millis), host, mode);
  }

  Tale restart(TaiInstant at, String host, RestartMode mode) {
    inputs.add(
        new HostEvent.Restarted(
            said(at, host),
            mode,
            migrationId,
            CounterWhilePaused.STOPS,
            null,
            List.of(),
            List.of()));
    return this;
  }

  Tale announced(long millis, String host, long deadlineMillis) {
    inputs.add(new HostEvent.Announced(said(at(millis), host), at(deadlineMillis)));
    return this;
  }

  Tale slept(long restartedMillis, long nanos) {
    inputs.add(new GuestEvent.Slept(said(at(restartedMillis), null), at(restartedMillis), nanos));
    return this;
  }

  Tale profile(@Nullable String clocksource, @Nullable Long tscKhz, String os) {
    inputs.add(
        new GuestEvent.Profile(
            said(at(-1_000), null),
            clocksource,
            tscKhz,
            "6.1",
            os,
            "default",
            CounterWhilePaused.STOPS,
            Map.of()));
    return this;
  }

  /**
   * At 0 a one-shot of each clock was armed, due at that time; some told to wake when it is set.
   */
  Tale timersDue(long millis, boolean cancelOnSet) {
    List<ArmedTimer> timers = new ArrayList<>();
    for (TimerClock clock : TimerClock.values()) {
      boolean wall = clock == TimerClock.REALTIME || clock == TimerClock.TAI;
      long due = millis * MILLI + (wall ? EPOCH : 0);
      timers.add(
          new ArmedTimer(clock.name(), TimerKind.TIMERFD, clock, true, due, 0, cancelOnSet, true));
    }
    inputs.add(new GuestEvent.Inventory(said(at(0), null), EPOCH, 0, 0, 0, timers));
    return this;
  }

  private Envelope said(TaiInstant at, @Nullable String host) {
    return new Envelope(GUEST, host, Stamp.of(at, errorNanos), Source.JSONL, null);
  }

  List<LedgerInput> told() {
    return List.copyOf(inputs);
  }

  WhatIf swept(Question question) {
    return Sweeps.answer(question, Map.of(GUEST, told()));
  }
}
