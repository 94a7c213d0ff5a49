package io.lapse.schemas.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.host.HostEvent;
import org.jspecify.annotations.Nullable;

/** What a host's line says: in the order of the reference. */
final class HostEventLine implements HostEvent.Cases<ObjectNode> {
  private final ObjectNode line;

  HostEventLine(ObjectNode line) {
    this.line = line;
  }

  @Override
  public ObjectNode announced(HostEvent.Announced event) {
    return begin("announced", event).put("deadline_tai_ns", event.deadline().nanos());
  }

  @Override
  public ObjectNode quiesced(HostEvent.Quiesced event) {
    return begin("quiesced", event);
  }

  @Override
  public ObjectNode stopped(HostEvent.Stopped event) {
    begin("stopped", event);
    EventJson.put(line, "reason", event.reason());
    return migrationId(event.migrationId());
  }

  @Override
  public ObjectNode restarted(HostEvent.Restarted event) {
    begin("restarted", event);
    EventJson.put(line, "mode", event.mode());
    migrationId(event.migrationId());
    EventJson.put(line, "counter_while_paused", event.counterWhilePaused());
    if (event.compensatedNanos() != null) {
      line.put("compensated_ns", event.compensatedNanos());
    }
    EventJson.put(line, "tsc_before", event.tscBefore());
    EventJson.put(line, "tsc_after", event.tscAfter());
    return line;
  }

  @Override
  public ObjectNode started(HostEvent.Started event) {
    return begin("started", event);
  }

  @Override
  public ObjectNode migration(HostEvent.Migration event) {
    begin("migration", event);
    EventJson.put(line, "status", event.status());
    EventJson.put(line, "role", event.role());
    migrationId(event.migrationId());
    if (event.downtimeNanos() != null) {
      line.put("downtime_ns", event.downtimeNanos());
    }
    return line;
  }

  @Override
  public ObjectNode reset(HostEvent.Reset event) {
    return begin("reset", event);
  }

  @Override
  public ObjectNode shutDown(HostEvent.ShutDown event) {
    return begin("shut_down", event);
  }

  @Override
  public ObjectNode killed(HostEvent.Killed event) {
    return begin("killed", event);
  }

  @Override
  public ObjectNode vcpuStarved(HostEvent.VcpuStarved event) {
    return begin("vcpu_starved", event).put("duration_ns", event.durationNanos());
  }

  @Override
  public ObjectNode hostClock(HostEvent.HostClock event) {
    begin("host_clock", event)
        .put("error_ns", event.errorNanos())
        .put("stepped_ns", event.steppedNanos());
    if (event.wrongTaiOffsetSeconds() != null) {
      line.put("tai_offset_s", event.wrongTaiOffsetSeconds());
    }
    return line;
  }

  @Override
  public ObjectNode compensation(HostEvent.Compensation event) {
    return begin("compensation", event)
        .put("restarted_tai_ns", event.restartedAt().nanos())
        .put("compensated_ns", event.compensatedNanos());
  }

  private ObjectNode begin(String kind, HostEvent event) {
    EventJson.begin(line, kind, event.envelope());
    return line;
  }

  private ObjectNode migrationId(@Nullable String migrationId) {
    return migrationId == null ? line : line.put("migration_id", migrationId);
  }
}
