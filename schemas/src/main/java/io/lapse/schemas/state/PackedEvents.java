package io.lapse.schemas.state;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.wire.StateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Inputs as {@link StateEvent}: figures and texts, in the order of each kind's fields. */
final class PackedEvents {
  private final Packing packing;

  PackedEvents(Packing packing) {
    this.packing = packing;
  }

  /** Inputs in a row: each stamp is counted from the one before. */
  List<StateEvent> pack(List<? extends LedgerInput> inputs) {
    List<StateEvent> packed = new ArrayList<>(inputs.size());
    long before = packing.baseNanos;
    for (LedgerInput input : inputs) {
      packed.add(pack(input, before));
      before = input.stamp().at().nanos();
    }
    return packed;
  }

  List<LedgerInput> unpack(List<StateEvent> packed) {
    List<LedgerInput> inputs = new ArrayList<>(packed.size());
    long before = packing.baseNanos;
    for (StateEvent event : packed) {
      LedgerInput input = unpack(event, before);
      inputs.add(input);
      before = input.stamp().at().nanos();
    }
    return inputs;
  }

  StateEvent pack(LedgerInput input) {
    return pack(input, packing.baseNanos);
  }

  <T extends LedgerInput> T unpack(StateEvent event, Class<T> type) {
    return type.cast(unpack(event, packing.baseNanos));
  }

  /** An input that follows another, as {@link StateEvent} is encoded. */
  void write(LedgerInput input, long before, AvroBytes out) {
    EventFields.Encoded encoded = EventFields.Encoded.of(packing, input.stamp().at().nanos());
    out.number(read(input, encoded))
        .number(packing.text(input.envelope().host()))
        .number(packing.quality(input.envelope()))
        .number(encoded.atNanos() - before);
    encoded.writeTo(out);
  }

  /** Takes the fields of an input; returns its kind. */
  private int read(LedgerInput input, EventFields fields) {
    if (input instanceof HostEvent event) {
      return event.match(new HostFields(fields));
    }
    if (input instanceof GuestEvent event) {
      return event.match(new GuestFields(fields));
    }
    throw new IllegalArgumentException("input must be a host or a guest event: " + input);
  }

  private StateEvent pack(LedgerInput input, long before) {
    long at = input.stamp().at().nanos();
    EventFields.Listed fields = new EventFields.Listed(packing, at);
    int kind = read(input, fields);
    return new StateEvent(
        kind,
        packing.text(input.envelope().host()),
        packing.quality(input.envelope()),
        at - before,
        fields.numbers(),
        fields.texts());
  }

  private LedgerInput unpack(StateEvent event, long before) {
    long at = before + event.getAtNs();
    return new EventReading(packing, event, at).read();
  }

  /** What a host event consists of; returns its kind. */
  private record HostFields(EventFields fields) implements HostEvent.Cases<Integer> {
    @Override
    public Integer announced(HostEvent.Announced event) {
      fields.time(event.deadline());
      return EventReading.ANNOUNCED;
    }

    @Override
    public Integer quiesced(HostEvent.Quiesced event) {
      return EventReading.QUIESCED;
    }

    @Override
    public Integer stopped(HostEvent.Stopped event) {
      fields.choice(Ranks.STOP_REASONS, event.reason()).text(event.migrationId());
      return EventReading.STOPPED;
    }

    @Override
    public Integer restarted(HostEvent.Restarted event) {
      fields
          .choice(Ranks.RESTART_MODES, event.mode())
          .choice(Ranks.COUNTERS, event.counterWhilePaused())
          .optional(event.compensatedNanos())
          .text(event.migrationId());
      for (int vcpu = 0; vcpu < event.tscBefore().size(); vcpu++) {
        long before = event.tscBefore().get(vcpu);
        fields.number(before).number(event.tscAfter().get(vcpu) - before);
      }
      return EventReading.RESTARTED;
    }

    @Override
    public Integer started(HostEvent.Started event) {
      return EventReading.STARTED;
    }

    @Override
    public Integer migration(HostEvent.Migration event) {
      fields
          .choice(Ranks.MIGRATION_STATUSES, event.status())
          .choice(Ranks.MIGRATION_ROLES, event.role())
          .optional(event.downtimeNanos())
          .text(event.migrationId());
      return EventReading.MIGRATION;
    }

    @Override
    public Integer reset(HostEvent.Reset event) {
      return EventReading.RESET;
    }

    @Override
    public Integer shutDown(HostEvent.ShutDown event) {
      return EventReading.SHUT_DOWN;
    }

    @Override
    public Integer killed(HostEvent.Killed event) {
      return EventReading.KILLED;
    }

    @Override
    public Integer vcpuStarved(HostEvent.VcpuStarved event) {
      fields.number(event.durationNanos());
      return EventReading.VCPU_STARVED;
    }

    @Override
    public Integer hostClock(HostEvent.HostClock event) {
      Integer offset = event.wrongTaiOffsetSeconds();
      fields
          .number(event.errorNanos())
          .number(event.steppedNanos())
          .optional(offset == null ? null : (Long) offset.longValue());
      return EventReading.HOST_CLOCK;
    }

    @Override
    public Integer compensation(HostEvent.Compensation event) {
      fields.time(event.restartedAt()).number(event.compensatedNanos());
      return EventReading.COMPENSATION;
    }
  }

  /** What a guest event consists of; returns its kind. */
  private final class GuestFields implements GuestEvent.Cases<Integer> {
    private final EventFields fields;

    GuestFields(EventFields fields) {
      this.fields = fields;
    }

    @Override
    public Integer profile(GuestEvent.Profile event) {
      fields
          .optional(event.tscKhz())
          .choice(Ranks.COUNTERS, event.counterWhilePaused())
          .text(event.clocksource())
          .text(event.kernel())
          .text(event.os())
          .text(event.guestClass());
      for (Map.Entry<String, String> label : new TreeMap<>(event.labels()).entrySet()) {
        fields.text(label.getKey()).text(label.getValue());
      }
      return EventReading.PROFILE;
    }

    @Override
    public Integer inventory(GuestEvent.Inventory event) {
      fields.number(packing.inventory(event));
      return EventReading.INVENTORY;
    }

    @Override
    public Integer clockObservation(GuestEvent.ClockObservation event) {
      fields.number(event.offsetNanos()).number(event.errorNanos()).text(event.status());
      return EventReading.CLOCK_OBSERVATION;
    }

    @Override
    public Integer slept(GuestEvent.Slept event) {
      fields.time(event.restartedAt()).number(event.sleptNanos());
      return EventReading.SLEPT;
    }

    @Override
    public Integer reacted(GuestEvent.Reacted event) {
      fields
          .choice(Ranks.REACTION_ORIGINS, event.origin())
          .number(event.noticeSequence())
          .number(event.injectedNanos())
          .flag(event.asSleep())
          .flag(event.ntpReset())
          .optional(event.cancelledTimers());
      return EventReading.REACTED;
    }
  }
}
