package io.lapse.schemas.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerHistogram;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a guest's line says: in the order of the reference. */
final class GuestEventLine implements GuestEvent.Cases<ObjectNode> {
  private final ObjectNode line;

  GuestEventLine(ObjectNode line) {
    this.line = line;
  }

  @Override
  public ObjectNode profile(GuestEvent.Profile event) {
    begin("profile", event);
    putText("clocksource", event.clocksource());
    if (event.tscKhz() != null) {
      line.put("tsc_khz", event.tscKhz());
    }
    putText("kernel", event.kernel());
    putText("os", event.os());
    line.put("class", event.guestClass());
    EventJson.put(line, "counter_while_paused", event.counterWhilePaused());
    ObjectNode labels = line.putObject("labels");
    new TreeMap<>(event.labels()).forEach(labels::put);
    return line;
  }

  @Override
  public ObjectNode inventory(GuestEvent.Inventory event) {
    begin("inventory", event);
    line.put("realtime_ns", event.realtimeNanos());
    line.put("monotonic_ns", event.monotonicNanos());
    line.put("boottime_ns", event.boottimeNanos());
    line.put("tai_offset_s", event.taiOffsetSeconds());
    if (event.histogram() == null) {
      ArrayNode timers = line.putArray("timers");
      event.timers().forEach(timer -> put(timers.addObject(), timer));
    } else {
      ArrayNode cells = line.putArray("histogram");
      event.histogram().cells().forEach(cell -> put(cells.addObject(), cell));
    }
    return line;
  }

  @Override
  public ObjectNode clockObservation(GuestEvent.ClockObservation event) {
    begin("clock_observation", event);
    line.put("offset_ns", event.offsetNanos()).put("error_ns", event.errorNanos());
    putText("status", event.status());
    return line;
  }

  @Override
  public ObjectNode slept(GuestEvent.Slept event) {
    return begin("slept", event)
        .put("restarted_tai_ns", event.restartedAt().nanos())
        .put("slept_ns", event.sleptNanos());
  }

  @Override
  public ObjectNode reacted(GuestEvent.Reacted event) {
    begin("reaction", event);
    EventJson.put(line, "origin", event.origin());
    line.put("notice_sequence", event.noticeSequence());
    line.put("injected_ns", event.injectedNanos());
    line.put("as_sleep", event.asSleep());
    line.put("ntp_reset", event.ntpReset());
    if (event.cancelledTimers() != null) {
      line.put("cancelled_timers", event.cancelledTimers());
    }
    return line;
  }

  private static void put(ObjectNode object, TimerHistogram.Cell cell) {
    EventJson.put(object, "base", cell.base());
    object.put("cancel_on_set", cell.cancelOnSet());
    object.put("due_in_ns", cell.dueNanos());
    object.put("interval_ns", cell.intervalNanos());
    object.put("count", cell.count());
  }

  private static void put(ObjectNode object, ArmedTimer timer) {
    object.put("id", timer.id());
    EventJson.put(object, "kind", timer.kind());
    EventJson.put(object, "clock", timer.clock());
    object.put("absolute", timer.absolute());
    object.put("expires_ns", timer.expiresNanos());
    object.put("interval_ns", timer.intervalNanos());
    object.put("cancel_on_set", timer.cancelOnSet());
    object.put("read", timer.readOnExpiry() ? "on_expiry" : "never");
  }

  private ObjectNode begin(String kind, GuestEvent event) {
    EventJson.begin(line, kind, event.envelope());
    return line;
  }

  private void putText(String name, @Nullable String text) {
    if (text != null) {
      line.put(name, text);
    }
  }
}
