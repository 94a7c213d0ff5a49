package io.lapse.schemas.codec;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Party;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.AlarmWire;
import io.lapse.schemas.wire.AlertRecord;
import io.lapse.schemas.wire.AlertStateWire;
import io.lapse.schemas.wire.PartyWire;
import io.lapse.schemas.wire.SeverityWire;
import io.lapse.schemas.wire.ViolationWire;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** {@link Alert} as {@link AlertRecord}. */
public final class AlertCodec implements RecordCodec<Alert, AlertRecord> {
  @Override
  public Schema schema() {
    return AlertRecord.getClassSchema();
  }

  @Override
  public AlertRecord toWire(Alert alert) {
    return new AlertRecord(
        alert.alertId(),
        alert.guest(),
        alert.outageId(),
        violation(alert.violation()),
        Symbols.wire(SeverityWire.class, alert.severity()),
        Symbols.wire(PartyWire.class, alert.party()),
        Symbols.wire(AlertStateWire.class, alert.state()),
        alert.at().nanos(),
        alert.certain(),
        alert.policy(),
        alert.sourceHost(),
        alert.destinationHost(),
        alert.toutNanos(),
        alarm(alert.violation()));
  }

  /** Readers of older versions find what they do not know, and no violation that is none. */
  private static ViolationWire violation(Violation violation) {
    return violation.isAlarm()
        ? ViolationWire.UNRECOGNISED
        : Symbols.wire(ViolationWire.class, violation);
  }

  private static @Nullable AlarmWire alarm(Violation violation) {
    return violation.isAlarm() ? Symbols.wire(AlarmWire.class, violation) : null;
  }

  @Override
  public Alert toDomain(AlertRecord wire) {
    return new Alert(
        wire.getAlertId(),
        wire.getGuest(),
        wire.getOutageId(),
        Symbols.domain(
            Violation.class, wire.getAlarm() != null ? wire.getAlarm() : wire.getViolation()),
        Symbols.domain(Severity.class, wire.getSeverity()),
        Symbols.domain(Party.class, wire.getParty()),
        Symbols.domain(Alert.State.class, wire.getState()),
        new TaiInstant(wire.getAtTaiNs()),
        wire.getCertain(),
        wire.getPolicy(),
        wire.getSourceHost(),
        wire.getDestinationHost(),
        wire.getToutNs());
  }
}
