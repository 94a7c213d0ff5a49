package io.lapse.cli.emulate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lapse.guestkernel.effect.Effect;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes the effects that a program in the guest, or a reader of its log, sees; {@code ntp} and the
 * answer to a call show the others. Each case says whether it was written.
 */
final class EffectWriter implements Effect.Cases<Boolean> {
  private final JsonGenerator json;

  EffectWriter(JsonGenerator json) {
    this.json = json;
  }

  /** The fields of an effect. */
  @FunctionalInterface
  private interface Body {
    void write() throws IOException;
  }

  private boolean written(Body body) {
    try {
      json.writeStartObject();
      body.write();
      json.writeEndObject();
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean timer(String id, long atMonotonicNanos, Body body) {
    return written(
        () -> {
          json.writeStringField("timer", id);
          json.writeNumberField("at_monotonic_ns", atMonotonicNanos);
          body.write();
        });
  }

  private boolean warning(String kind, Body body) {
    return written(
        () -> {
          json.writeStringField("warning", kind);
          body.write();
        });
  }

  @Override
  public Boolean ntpCleared(Effect.NtpCleared effect) {
    return false;
  }

  @Override
  public Boolean clockWasSet(Effect.ClockWasSet effect) {
    return false;
  }

  @Override
  public Boolean timerExpired(Effect.TimerExpired effect) {
    return timer(
        effect.timerId(),
        effect.atMonotonicNanos(),
        () -> json.writeNumberField("ticks", effect.ticks()));
  }

  @Override
  public Boolean signalDelivered(Effect.SignalDelivered effect) {
    return timer(
        effect.timerId(),
        effect.atMonotonicNanos(),
        () -> json.writeNumberField("overruns", effect.overruns()));
  }

  /** An owner that does not read does not see it yet. */
  @Override
  public Boolean timerCancelled(Effect.TimerCancelled effect) {
    return effect.read()
        && timer(
            effect.timerId(),
            effect.atMonotonicNanos(),
            () -> json.writeBooleanField("cancelled", true));
  }

  @Override
  public Boolean warning(Effect.Warning effect) {
    if (effect instanceof Effect.SoftLockup lockup) {
      return warning(
          "soft_lockup",
          () -> {
            json.writeNumberField("cpu", lockup.cpu());
            json.writeNumberField("seconds", lockup.seconds());
          });
    }
    if (effect instanceof Effect.RcuStall stall) {
      return warning("rcu_stall", () -> json.writeNumberField("jiffies", stall.jiffies()));
    }
    if (effect instanceof Effect.HungTask hung) {
      return warning("hung_task", () -> json.writeNumberField("seconds", hung.seconds()));
    }
    if (effect instanceof Effect.WorkqueueLockup lockup) {
      return warning("workqueue_lockup", () -> json.writeNumberField("seconds", lockup.seconds()));
    }
    if (effect instanceof Effect.ClocksourceWatchdogSkipped skipped) {
      return watchdog("clocksource_watchdog_skipped", skipped.csNanos(), skipped.wdNanos());
    }
    Effect.ClocksourceUnstable unstable = (Effect.ClocksourceUnstable) effect;
    return watchdog("clocksource_unstable", unstable.csNanos(), unstable.wdNanos());
  }

  private boolean watchdog(String kind, long csNanos, long wdNanos) {
    return warning(
        kind,
        () -> {
          json.writeNumberField("cs_nsec", csNanos);
          json.writeNumberField("wd_nsec", wdNanos);
        });
  }

  @Override
  public Boolean refused(Effect.Refused effect) {
    return false;
  }
}
