package io.lapse.schemas.codec;

import io.lapse.ledger.fleet.FleetDelta;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.FleetDeltaRecord;
import io.lapse.schemas.wire.FleetDeltaWire;
import java.util.List;
import org.apache.avro.Schema;

/** A host's {@link FleetDelta}s as {@link FleetDeltaRecord}. */
public final class FleetDeltaCodec implements RecordCodec<List<FleetDelta>, FleetDeltaRecord> {
  private final FleetStatsCodec stats = new FleetStatsCodec();

  @Override
  public Schema schema() {
    return FleetDeltaRecord.getClassSchema();
  }

  @Override
  public FleetDeltaRecord toWire(List<FleetDelta> deltas) {
    return new FleetDeltaRecord(deltas.stream().map(this::wire).toList());
  }

  @Override
  public List<FleetDelta> toDomain(FleetDeltaRecord wire) {
    return wire.getDeltas().stream().map(this::domain).toList();
  }

  private FleetDeltaWire wire(FleetDelta delta) {
    return new FleetDeltaWire(
        delta.guest(),
        delta.at().nanos(),
        delta.sourceHost(),
        delta.destinationHost(),
        FleetTraits.wire(delta.traits()),
        stats.toWire(delta.added()),
        stats.toWire(delta.removed()));
  }

  private FleetDelta domain(FleetDeltaWire wire) {
    return new FleetDelta(
        wire.getGuest(),
        new TaiInstant(wire.getAtTaiNs()),
        wire.getSourceHost(),
        wire.getDestinationHost(),
        FleetTraits.domain(wire.getTraits()),
        stats.toDomain(wire.getAdded()),
        stats.toDomain(wire.getRemoved()));
  }
}
