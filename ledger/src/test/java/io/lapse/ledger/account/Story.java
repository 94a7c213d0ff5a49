package io.lapse.ledger.account;

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
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the guest {@code g}, as text: one event a line, {@code MILLISECOND HOST EVENT
 * KEY=VALUE ...}, so that a table can be read without knowing Java. Amounts are in milliseconds; a
 * host called {@code -} is none. Clocks are wrong by at most 1 ms unless {@code error=} says
 * otherwise, and a counter stands still while its host holds it unless {@code counter=} does.
 */
final class Story {
  static final long MILLI = 1_000_000;
  static final long EPOCH = 1_800_000_000_000_000_000L;

  private Story() {}

  static List<LedgerInput> read(String text) {
    List<LedgerInput> inputs = new ArrayList<>();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> inputs.add(event(line)));
    return inputs;
  }

  static TaiInstant at(long millis) {
    return new TaiInstant(EPOCH + millis * MILLI);
  }

  private static LedgerInput event(String line) {
    String[] words = line.split("\\s+", -1);
    Map<String, String> values = new HashMap<>();
    for (int i = 3; i < words.length; i++) {
      String[] pair = words[i].split("=", 2);
      values.put(pair[0], pair[1]);
    }
    long errorNanos = number(values, "error", 1L) * MILLI;
    Envelope envelope =
        new Envelope(
            "g",
            words[1].equals("-") ? null : words[1],
            Stamp.of(at(Long.parseLong(words[0])), errorNanos),
            Source.valueOf(values.getOrDefault("source", "qmp").toUpperCase(Locale.ROOT)),
            null);
    return event(words[2], envelope, values);
  }

  private static LedgerInput event(String kind, Envelope envelope, Map<String, String> values) {
    return switch (kind) {
      case "stop" ->
          new HostEvent.Stopped(
              envelope, choice(StopReason.class, values, "reason", "unknown"), values.get("id"));
      case "restart" -> restart(envelope, values);
      case "start" -> new HostEvent.Started(envelope);
      case "shutdown" -> new HostEvent.ShutDown(envelope);
      case "reset" -> new HostEvent.Reset(envelope);
      case "killed" -> new HostEvent.Killed(envelope);
      case "quiesced" -> new HostEvent.Quiesced(envelope);
      case "announced" -> new HostEvent.Announced(envelope, at(number(values, "deadline", 0L)));
      case "migration" ->
          new HostEvent.Migration(
              envelope,
              choice(MigrationStatus.class, values, "status", "active"),
              choice(MigrationRole.class, values, "role", "unknown"),
              values.get("id"),
              null);
      case "clock" ->
          new HostEvent.HostClock(
              envelope,
              number(values, "bound", 1L) * MILLI,
              number(values, "step", 0L) * MILLI,
              values.containsKey("offset") ? (Integer) (int) number(values, "offset", 0L) : null);
      case "compensation" ->
          new HostEvent.Compensation(
              envelope, at(number(values, "of", 0L)), number(values, "by", 0L) * MILLI);
      case "slept" ->
          new GuestEvent.Slept(
              envelope, at(number(values, "of", 0L)), number(values, "by", 0L) * MILLI);
      case "observed" ->
          new GuestEvent.ClockObservation(
              envelope, number(values, "behind", 0L) * MILLI, MILLI, null);
      case "reacted" ->
          new GuestEvent.Reacted(
              envelope,
              choice(ReactionOrigin.class, values, "origin", "reported"),
              number(values, "notice", 1L),
              number(values, "injected", 0L) * MILLI,
              values.containsKey("sleep"),
              true,
              null);
      case "inventory" -> inventory(envelope, values.getOrDefault("timers", ""));
      case "profile" ->
          new GuestEvent.Profile(
              envelope,
              values.getOrDefault("clocksource", "tsc"),
              number(values, "khz", 1_000_000L),
              values.getOrDefault("kernel", "6.1"),
              values.getOrDefault("os", "linux"),
              values.getOrDefault("class", GuestEvent.Profile.DEFAULT_CLASS),
              choice(CounterWhilePaused.class, values, "counter", "unknown"),
              Map.of());
      default -> throw new IllegalArgumentException("unknown event: " + kind);
    };
  }

  /**
   * {@code timers=monotonic@150,realtime@170/10}: clock, due in milliseconds of the story, period.
   * All clocks of the guest read the story's milliseconds; the wall clocks' begin at its epoch.
   */
  private static GuestEvent.Inventory inventory(Envelope envelope, String timers) {
    long sinceEpoch = envelope.stamp().at().nanos() - EPOCH;
    List<ArmedTimer> armed = new ArrayList<>();
    for (String timer : timers.isEmpty() ? new String[0] : timers.split(",", -1)) {
      String[] words = timer.split("[@/]", -1);
      TimerClock clock = TimerClock.valueOf(words[0].toUpperCase(Locale.ROOT));
      boolean wall = clock == TimerClock.REALTIME || clock == TimerClock.TAI;
      armed.add(
          new ArmedTimer(
              "timer-" + armed.size(),
              TimerKind.TIMERFD,
              clock,
              true,
              Long.parseLong(words[1]) * MILLI + (wall ? EPOCH : 0),
              words.length > 2 ? Long.parseLong(words[2]) * MILLI : 0,
              false,
              true));
    }
    return new GuestEvent.Inventory(envelope, EPOCH + sinceEpoch, sinceEpoch, sinceEpoch, 0, armed);
  }

  private static HostEvent.Restarted restart(Envelope envelope, Map<String, String> values) {
    String before = values.get("tsc");
    return new HostEvent.Restarted(
        envelope,
        choice(RestartMode.class, values, "mode", "incoming"),
        values.get("id"),
        choice(CounterWhilePaused.class, values, "counter", "stops"),
        values.containsKey("by") ? (Long) (number(values, "by", 0L) * MILLI) : null,
        readings(before, 0),
        readings(before, 1));
  }

  /** {@code tsc=0>1000,5>1005}: before and after, per vCPU, in microseconds of a 1 GHz counter. */
  private static List<Long> readings(@Nullable String text, int which) {
    List<Long> readings = new ArrayList<>();
    if (text != null) {
      for (String vcpu : text.split(",", -1)) {
        readings.add(Long.parseLong(vcpu.split(">", -1)[which]) * 1_000);
      }
    }
    return readings;
  }

  private static long number(Map<String, String> values, String key, long otherwise) {
    String value = values.get(key);
    return value == null ? otherwise : Long.parseLong(value);
  }

  private static <E extends Enum<E>> E choice(
      Class<E> type, Map<String, String> values, String key, String otherwise) {
    return Enum.valueOf(type, values.getOrDefault(key, otherwise).toUpperCase(Locale.ROOT));
  }

  /** Folds a story in the order of its lines. */
  static GuestState fold(List<LedgerInput> inputs, Rules rules) {
    GuestState state = GuestState.empty("g");
    for (LedgerInput input : inputs) {
      state = state.on(input, rules).next();
    }
    return state;
  }

  static Rules accepting(ReactionOrigin... origins) {
    return new Rules(List.of(), Set.of(origins));
  }

  /** An entry as a line of a table: {@code 1 POSTED MIGRATION h0>h1 100..160 tout=60 ...}. */
  static String line(Entry entry) {
    StringBuilder line = new StringBuilder();
    line.append(entry.entryNumber()).append(' ').append(entry.entryKind());
    line.append(' ').append(entry.kind() == null ? "?" : entry.kind().name());
    line.append(' ').append(orUnknown(entry.sourceHost())).append('>');
    line.append(orUnknown(entry.destinationHost()));
    line.append(' ').append(millis(entry.stoppedAt())).append("..");
    line.append(millis(entry.restartedAt()));
    if (entry.amounts() != null) {
      Amounts amounts = entry.amounts();
      line.append(" comp=").append(amounts.compensatedNanos() / MILLI);
      line.append(' ').append(amounts.compensatedBasis());
      if (amounts.sleptBasis() != null) {
        line.append(" slept=").append(amounts.sleptNanos() / MILLI);
        line.append(' ').append(amounts.sleptBasis());
      }
      line.append(" inj=").append(amounts.injectedNanos() / MILLI);
      line.append(" corr=").append(amounts.correctedNanos() / MILLI);
      line.append(" left=").append(amounts.unaccountedNanos() / MILLI);
    }
    entry.violations().forEach(violation -> line.append(' ').append(violation));
    return line.toString();
  }

  private static String orUnknown(@Nullable String host) {
    return host == null ? "?" : host;
  }

  private static String millis(@Nullable TaiInstant at) {
    return at == null ? "?" : Long.toString((at.nanos() - EPOCH) / MILLI);
  }

  static String table(GuestState state) {
    StringBuilder table = new StringBuilder();
    state.entries().forEach(entry -> table.append(line(entry)).append('\n'));
    return table.toString();
  }
}
