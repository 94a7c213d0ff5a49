package io.lapse.producers.jsonl;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.tai.UtcScale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds that hosts state, in the order of the reference. */
final class HostEventFields {
  private final EnvelopeFields envelopes;
  private final SourceInput input;

  HostEventFields(EnvelopeFields envelopes, SourceInput input) {
    this.envelopes = envelopes;
    this.input = input;
  }

  Map<String, JsonlReader.Kind> kinds() {
    Map<String, JsonlReader.Kind> kinds = new LinkedHashMap<>();
    kinds.put("announced", this::announced);
    kinds.put("quiesced", fields -> new HostEvent.Quiesced(envelope(fields)));
    kinds.put("stopped", this::stopped);
    kinds.put("restarted", this::restarted);
    kinds.put("started", fields -> new HostEvent.Started(onHost(fields)));
    kinds.put("migration", this::migration);
    kinds.put("reset", fields -> new HostEvent.Reset(envelope(fields)));
    kinds.put("shut_down", fields -> new HostEvent.ShutDown(envelope(fields)));
    kinds.put("killed", fields -> new HostEvent.Killed(envelope(fields)));
    kinds.put("vcpu_starved", this::vcpuStarved);
    kinds.put("host_clock", this::hostClock);
    kinds.put("compensation", this::compensation);
    return kinds;
  }

  private Envelope envelope(JsonFields fields) throws MalformedException {
    return envelopes.of(fields);
  }

  /** Outages are paired by host, and a clock is one host's. */
  private Envelope onHost(JsonFields fields) throws MalformedException {
    return envelopes.ofKnownHost(fields);
  }

  private HostEvent announced(JsonFields fields) throws MalformedException {
    return new HostEvent.Announced(
        envelope(fields), new TaiInstant(fields.number("deadline_tai_ns")));
  }

  private HostEvent stopped(JsonFields fields) throws MalformedException {
    return new HostEvent.Stopped(
        onHost(fields),
        fields.choiceOr("reason", StopReason.class, StopReason.UNKNOWN),
        fields.textOrNull("migration_id"));
  }

  private HostEvent restarted(JsonFields fields) throws MalformedException {
    List<Long> tscBefore = fields.numbers("tsc_before");
    List<Long> tscAfter = fields.numbers("tsc_after");
    if (tscBefore.size() != tscAfter.size()) {
      throw new MalformedException(
          "tsc_after must have as many readings as tsc_before: "
              + tscAfter.size()
              + " against "
              + tscBefore.size());
    }
    return new HostEvent.Restarted(
        onHost(fields),
        fields.choiceOr("mode", RestartMode.class, RestartMode.CONTINUED),
        fields.textOrNull("migration_id"),
        fields.choiceOr(
            "counter_while_paused", CounterWhilePaused.class, input.counterWhilePaused()),
        fields.numberOrNull("compensated_ns"),
        tscBefore,
        tscAfter);
  }

  private HostEvent migration(JsonFields fields) throws MalformedException {
    return new HostEvent.Migration(
        envelope(fields),
        fields.choice("status", MigrationStatus.class),
        fields.choiceOr("role", MigrationRole.class, MigrationRole.UNKNOWN),
        fields.textOrNull("migration_id"),
        fields.boundOrNull("downtime_ns"));
  }

  private HostEvent vcpuStarved(JsonFields fields) throws MalformedException {
    return new HostEvent.VcpuStarved(envelope(fields), fields.bound("duration_ns"));
  }

  private HostEvent hostClock(JsonFields fields) throws MalformedException {
    Envelope envelope = onHost(fields);
    return new HostEvent.HostClock(
        envelope,
        fields.bound("error_ns"),
        fields.numberOr("stepped_ns", 0),
        wrongTaiOffset(envelope, fields.secondsOrNull("tai_offset_s")));
  }

  /** The ledger has no leap-second table: what is right need not be said. */
  private static @Nullable Integer wrongTaiOffset(Envelope envelope, @Nullable Integer stated) {
    boolean right = stated == null || stated == UtcScale.offsetSeconds(envelope.stamp().at());
    return right ? null : stated;
  }

  private HostEvent compensation(JsonFields fields) throws MalformedException {
    return new HostEvent.Compensation(
        envelope(fields),
        new TaiInstant(fields.number("restarted_tai_ns")),
        fields.number("compensated_ns"));
  }
}
