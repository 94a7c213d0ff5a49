package io.lapse.schemas.codec;

import io.lapse.ledger.fleet.FleetClock;
import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.schemas.wire.FleetClockRecord;
import org.apache.avro.Schema;

/** {@link FleetClock} as {@link FleetClockRecord}. */
public final class FleetClockCodec implements RecordCodec<FleetClock, FleetClockRecord> {
  @Override
  public Schema schema() {
    return FleetClockRecord.getClassSchema();
  }

  @Override
  public FleetClockRecord toWire(FleetClock clock) {
    return new FleetClockRecord(
        clock.windows().stream().map(FleetWindow::seconds).toList(),
        clock.newestSeconds(),
        clock.newestGuest(),
        clock.secondSeconds(),
        clock.goneSeconds(),
        clock.uncounted());
  }

  @Override
  public FleetClock toDomain(FleetClockRecord wire) {
    return new FleetClock(
        wire.getWindowsS().stream().map(FleetWindow::new).toList(),
        wire.getNewestS(),
        wire.getNewestGuest(),
        wire.getSecondS(),
        wire.getGoneS(),
        wire.getUncounted());
  }
}
