package io.lapse.cli.emulate;

import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.guestkernel.timer.TimerKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of the {@code timers} of a scenario. */
final class TimerFields {
  private static final Map<String, TimerKind> KINDS =
      Arrays.stream(TimerKind.values())
          .collect(
              Collectors.toMap(
                  kind -> kind.name().toLowerCase(Locale.ROOT),
                  kind -> kind,
                  (one, other) -> one,
                  LinkedHashMap::new));

  private static final Map<String, Clock> CLOCKS = clocks();

  /** Whether the owner reads whenever it is woken. */
  private static final Map<String, Boolean> READS = reads();

  private TimerFields() {}

  /** Those that have timers. */
  private static Map<String, Clock> clocks() {
    Map<String, Clock> clocks = new LinkedHashMap<>();
    clocks.put("monotonic", Clock.MONOTONIC);
    clocks.put("realtime", Clock.REALTIME);
    clocks.put("boottime", Clock.BOOTTIME);
    clocks.put("tai", Clock.TAI);
    return clocks;
  }

  private static Map<String, Boolean> reads() {
    Map<String, Boolean> reads = new LinkedHashMap<>();
    reads.put("on_expiry", true);
    reads.put("never", false);
    return reads;
  }

  /** The timer that the fields tell of; null if there was something to complain of. */
  static @Nullable Timer read(Fields fields) {
    String id = fields.text("id");
    TimerKind kind = fields.choice("kind", KINDS);
    Clock clock = fields.choice("clock", CLOCKS);
    boolean absolute = fields.flag("absolute");
    long expiresNanos = fields.number("expires_ns", 0, Long.MAX_VALUE);
    long intervalNanos = fields.number("interval_ns", 0, Long.MAX_VALUE, 0);
    boolean cancelOnSet = fields.flag("cancel_on_set", false);
    Boolean readOnExpiry = fields.choice("read", READS, "on_expiry");
    fields.refuseUnknown();
    if (cancelOnSet && kind != null && kind != TimerKind.TIMERFD) {
      fields.complain("cancel_on_set", "expected false, since only a timerfd can be cancelled");
    }
    if (intervalNanos > 0 && kind == TimerKind.NANOSLEEP) {
      fields.complain("interval_ns", "expected 0, since a sleep has no period");
    }
    if (!fields.areGood() || kind == null || clock == null || readOnExpiry == null) {
      return null;
    }
    return new Timer(
        id, kind, clock, absolute, expiresNanos, intervalNanos, cancelOnSet, readOnExpiry);
  }
}
