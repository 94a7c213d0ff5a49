package io.lapse.schemas.state;

import io.lapse.ledger.account.Books;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Watermark;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.codec.RecordCodec;
import io.lapse.schemas.wire.GuestStateRecord;
import io.lapse.schemas.wire.StateBooks;
import io.lapse.schemas.wire.StateEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * {@link GuestState.Snapshot} as {@link GuestStateRecord}. When an input was observed is not kept:
 * it was of interest only before the input was accepted.
 */
public final class GuestStateCodec implements RecordCodec<GuestState.Snapshot, GuestStateRecord> {
  @Override
  public Schema schema() {
    return GuestStateRecord.getClassSchema();
  }

  @Override
  public GuestStateRecord toWire(GuestState.Snapshot snapshot) {
    Watermark watermark = snapshot.watermark();
    TaiInstant newest = watermark.newest();
    Packing packing = new Packing(snapshot.guest(), newest == null ? 0 : newest.nanos());
    PackedEvents events = new PackedEvents(packing);
    StateBooks books = new PackedBooks(packing, events).pack(snapshot.carry());
    List<StateEvent> tail = events.pack(snapshot.tail());
    List<Integer> judgedBy = snapshot.judgedBy().stream().map(packing::policy).toList();
    return new GuestStateRecord(
        snapshot.guest(),
        packing.baseNanos,
        packing.texts(0),
        packing.qualities(0),
        packing.policies(0),
        packing.inventories(0),
        books,
        tail,
        differences(snapshot.historyNumbers()),
        snapshot.historyCount(),
        snapshot.noticeSequence(),
        packing.sinceOrNull(newest),
        packing.sinceOrNull(watermark.second()),
        packing.sinceOrNull(watermark.sealed()),
        snapshot.sealAt(),
        judgedBy,
        List.of());
  }

  @Override
  public GuestState.Snapshot toDomain(GuestStateRecord wire) {
    Packing packing =
        Packing.of(
            wire.getGuest(),
            wire.getBaseTaiNs(),
            wire.getTexts(),
            wire.getQualities(),
            wire.getPolicies(),
            wire.getInventories());
    PackedEvents events = new PackedEvents(packing);
    Books books = new PackedBooks(packing, events).unpack(wire.getBooks());
    return new GuestState.Snapshot(
        wire.getGuest(),
        books,
        events.unpack(wire.getTail()),
        wire.getNumberChanges().isEmpty()
            ? sums(wire.getHistoryNumbers())
            : NumberChanges.read(wire.getNumberChanges()),
        wire.getHistoryCount(),
        wire.getNoticeSequence(),
        new Watermark(
            packing.atOrNull(wire.getNewestNs()),
            packing.atOrNull(wire.getSecondNs()),
            packing.atOrNull(wire.getSealedNs())),
        wire.getSealAt(),
        wire.getJudgedBy().stream().map(packing::policy).toList());
  }

  private static List<Long> differences(List<Long> numbers) {
    List<Long> differences = new ArrayList<>(numbers.size());
    long before = 0;
    for (long number : numbers) {
      differences.add(number - before);
      before = number;
    }
    return differences;
  }

  private static List<Long> sums(List<Long> differences) {
    List<Long> numbers = new ArrayList<>(differences.size());
    long sum = 0;
    for (long difference : differences) {
      sum += difference;
      numbers.add(sum);
    }
    return numbers;
  }
}
