package io.lapse.whatif.diff;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What happened to a few guests, as text: one event a line, {@code GUEST MILLISECOND HOST EVENT
 * KEY=VALUE ...}. Amounts are in milliseconds; a host called {@code -} is none; clocks are wrong by
 * at most 1 ms.
 */
final class Told {
  static final long MILLI = 1_000_000;
  private static final long EPOCH = 1_800_000_000_000_000_000L;

  private final String[] words;
  private final Map<String, String> values = new HashMap<>();

  private Told(String line) {
    words = line.split("\\s+", -1);
    for (int i = 4; i < words.length; i++) {
      String[] pair = words[i].split("=", 2);
      values.put(pair[0], pair[1]);
    }
  }

  static List<LedgerInput> read(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> new Told(line).event())
        .toList();
  }

  static TaiInstant at(long millis) {
    return new TaiInstant(EPOCH + millis * MILLI);
  }

  static long millis(TaiInstant at) {
    return (at.nanos() - EPOCH) / MILLI;
  }

  private LedgerInput event() {
    Envelope envelope =
        new Envelope(
            words[0],
            words[2].equals("-") ? null : words[2],
            Stamp.of(at(Long.parseLong(words[1])), MILLI),
            choice(Source.class, "source", "qmp"),
            null);
    return switch (words[3]) {
      case "stop" ->
          new HostEvent.Stopped(envelope, choice(StopReason.class, "reason", "unknown"), null);
      case "restart" -> restart(envelope);
      case "announced" -> new HostEvent.Announced(envelope, at(number("deadline", 0)));
      case "quiesced" -> new HostEvent.Quiesced(envelope);
      case "observed" ->
          new GuestEvent.ClockObservation(envelope, number("behind", 0) * MILLI, MILLI, null);
      case "reacted" ->
          new GuestEvent.Reacted(
              envelope,
              ReactionOrigin.REPORTED,
              number("notice", 1),
              number("injected", 0) * MILLI,
              false,
              true,
              null);
      case "inventory" -> inventory(envelope);
      default -> throw new IllegalArgumentException("unknown event: " + words[3]);
    };
  }

  private HostEvent.Restarted restart(Envelope envelope) {
    return new HostEvent.Restarted(
        envelope,
        choice(RestartMode.class, "mode", "incoming"),
        null,
        CounterWhilePaused.STOPS,
        values.containsKey("by") ? (Long) (number("by", 0) * MILLI) : null,
        List.of(),
        List.of());
  }

  /** {@code timers=monotonic@150,realtime@170}: clock, due in milliseconds of the story. */
  private GuestEvent.Inventory inventory(Envelope envelope) {
    long sinceEpoch = envelope.stamp().at().nanos() - EPOCH;
    List<ArmedTimer> armed = new ArrayList<>();
    for (String timer : values.getOrDefault("timers", "").split(",", -1)) {
      String[] clockAndDue = timer.split("@", -1);
      TimerClock clock = TimerClock.valueOf(clockAndDue[0].toUpperCase(Locale.ROOT));
      boolean wall = clock == TimerClock.REALTIME || clock == TimerClock.TAI;
      long due = Long.parseLong(clockAndDue[1]) * MILLI + (wall ? EPOCH : 0);
      String id = "timer-" + armed.size();
      armed.add(new ArmedTimer(id, TimerKind.TIMERFD, clock, true, due, 0, false, true));
    }
    return new GuestEvent.Inventory(envelope, EPOCH + sinceEpoch, sinceEpoch, sinceEpoch, 0, armed);
  }

  private long number(String key, long otherwise) {
    String value = values.get(key);
    return value == null ? otherwise : Long.parseLong(value);
  }

  private <E extends Enum<E>> E choice(Class<E> type, String key, String otherwise) {
    return Enum.valueOf(type, values.getOrDefault(key, otherwise).toUpperCase(Locale.ROOT));
  }
}
