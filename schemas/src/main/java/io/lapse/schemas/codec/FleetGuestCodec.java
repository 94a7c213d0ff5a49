package io.lapse.schemas.codec;

import io.lapse.ledger.fleet.FleetGuest;
import io.lapse.ledger.policy.Violation;
import io.lapse.schemas.wire.FleetChangeWire;
import io.lapse.schemas.wire.FleetGuestRecord;
import io.lapse.schemas.wire.FleetLivingWire;
import io.lapse.schemas.wire.FleetSinceWire;
import io.lapse.schemas.wire.ViolationWire;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** {@link FleetGuest} as {@link FleetGuestRecord}. */
public final class FleetGuestCodec implements RecordCodec<FleetGuest, FleetGuestRecord> {
  @Override
  public Schema schema() {
    return FleetGuestRecord.getClassSchema();
  }

  @Override
  public FleetGuestRecord toWire(FleetGuest guest) {
    return new FleetGuestRecord(
        guest.since(),
        guest.traits().stream()
            .map(s -> new FleetSinceWire(s.historyNumber(), FleetTraits.wire(s.traits())))
            .toList(),
        guest.living().stream().map(FleetGuestCodec::living).toList());
  }

  @Override
  public FleetGuest toDomain(FleetGuestRecord wire) {
    return new FleetGuest(
        wire.getSince(),
        wire.getTraits().stream()
            .map(s -> new FleetGuest.Since(s.getHistoryNumber(), FleetTraits.domain(s.getTraits())))
            .toList(),
        wire.getLiving().stream().map(FleetGuestCodec::living).toList());
  }

  private static FleetLivingWire living(FleetGuest.Living outage) {
    return new FleetLivingWire(
        outage.outageId(),
        outage.changes().stream()
            .map(
                change ->
                    new FleetChangeWire(
                        change.historyNumber(), wire(change.open()), wire(change.opened())))
            .toList());
  }

  private static FleetGuest.Living living(FleetLivingWire wire) {
    return new FleetGuest.Living(
        wire.getOutageId(),
        wire.getChanges().stream()
            .map(
                change ->
                    new FleetGuest.Change(
                        change.getHistoryNumber(),
                        domain(change.getOpen()),
                        domain(change.getOpened())))
            .toList());
  }

  private static List<ViolationWire> wire(Set<Violation> violations) {
    return violations.stream()
        .sorted()
        .map(violation -> Symbols.wire(ViolationWire.class, violation))
        .toList();
  }

  private static Set<Violation> domain(List<ViolationWire> wire) {
    return wire.stream()
        .map(violation -> Symbols.domain(Violation.class, violation))
        .collect(Collectors.toUnmodifiableSet());
  }
}
