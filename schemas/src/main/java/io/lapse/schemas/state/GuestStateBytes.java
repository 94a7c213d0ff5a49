package io.lapse.schemas.state;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Books;
import io.lapse.ledger.account.Growth;
import io.lapse.ledger.account.GuestCounts;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Watermark;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.GuestEventRecord;
import io.lapse.schemas.wire.GuestStateRecord;
import io.lapse.schemas.wire.StateBooks;
import io.lapse.schemas.wire.StatePolicy;
import io.lapse.schemas.wire.StateQuality;
import org.jspecify.annotations.Nullable;

/**
 * One guest's states as bytes, one after another. Most inputs come last in the tail: then only they
 * are encoded, and what was encoded before is copied. What it writes is a {@link GuestStateRecord};
 * its lists are in blocks, as Avro allows, one for each input that added to them.
 *
 * <p>After a failure it must be thrown away. Not safe for use by several threads.
 */
public final class GuestStateBytes {
  private static final int NULL = 0;
  private static final int NOT_NULL = 1;
  private static final int END_OF_LIST = 0;

  /** Where a thread puts a whole state together; what is returned is a copy of its size. */
  private static final ThreadLocal<AvroBytes> ASSEMBLED = ThreadLocal.withInitial(AvroBytes::new);

  private static final AvroBytes.Writer<StateBooks> BOOKS =
      AvroBytes.records(StateBooks.getClassSchema());
  private static final AvroBytes.Writer<StatePolicy> POLICY =
      AvroBytes.records(StatePolicy.getClassSchema());
  private static final AvroBytes.Writer<GuestEventRecord> INVENTORY =
      AvroBytes.records(GuestEventRecord.getClassSchema());

  private final AvroBytes header;
  private final AvroList<String> texts = new AvroList<>(AvroBytes::text);
  private final AvroList<StateQuality> qualities = new AvroList<>(GuestStateBytes::put);
  private final AvroList<StatePolicy> policies = new AvroList<>(POLICY);
  private final AvroList<Policy> judgedBy = new AvroList<>(this::putPlace);
  private final AvroList<GuestEventRecord> inventories = new AvroList<>(INVENTORY);
  private final AvroBytes books = new AvroBytes();
  private final AvroBytes tail = new AvroBytes();
  private final NumberChanges.Writer numbers = new NumberChanges.Writer();

  // What the lists and bytes above hold; null before the first state.
  private @Nullable Books carry;
  private @Nullable LedgerInput last;
  private Packing packing = new Packing("", 0);
  private PackedEvents events = new PackedEvents(packing);
  private int tailCount;

  /**
   * @param header what stands before the record: which schema it is of
   */
  public GuestStateBytes(byte[] header) {
    this.header = new AvroBytes().raw(header);
  }

  /** The state that follows the one before, or any other. */
  public byte[] write(GuestState state) {
    Growth growth = state.growth();
    if (growth != null && continues(growth)) {
      append(growth.input());
      growth.numbers().forEach(numbers::add);
    } else {
      begin(state);
    }
    judgedBy.clear();
    judgedBy.add(state.judgedBy());
    texts.add(packing.texts(texts.count()));
    qualities.add(packing.qualities(qualities.count()));
    policies.add(packing.policies(policies.count()));
    inventories.add(packing.inventories(inventories.count()));
    return assembled(state);
  }

  /** Whether what was written is what the input was added to: the very same, or it is not known. */
  @SuppressWarnings("ReferenceEquality")
  private boolean continues(Growth growth) {
    return growth.carry() == carry && growth.size() == tailCount && growth.before() == last;
  }

  private void begin(GuestState state) {
    GuestState.Snapshot snapshot = state.snapshot();
    TaiInstant newest = snapshot.watermark().newest();
    packing = new Packing(snapshot.guest(), newest == null ? 0 : newest.nanos());
    events = new PackedEvents(packing);
    texts.clear();
    qualities.clear();
    policies.clear();
    inventories.clear();
    books.clear();
    tail.clear();
    numbers.clear();
    carry = snapshot.carry();
    last = null;
    tailCount = 0;
    BOOKS.write(books, new PackedBooks(packing, events).pack(snapshot.carry()));
    snapshot.tail().forEach(this::append);
    state.numbers().forEach(numbers::add);
  }

  private void append(LedgerInput input) {
    long before = last == null ? packing.baseNanos : last.stamp().at().nanos();
    tail.number(1);
    events.write(input, before, tail);
    last = input;
    tailCount++;
  }

  private static void put(AvroBytes out, StateQuality quality) {
    out.number(quality.getSource())
        .number(quality.getClockErrorNs())
        .number(quality.getResolutionNs())
        .number(quality.getLatencyNs());
  }

  private void putPlace(AvroBytes out, Policy policy) {
    out.number(packing.policy(policy));
  }

  /** In the order of the schema's fields. */
  private byte[] assembled(GuestState state) {
    AvroBytes out = ASSEMBLED.get();
    out.clear();
    out.raw(header).text(state.guest()).number(packing.baseNanos);
    texts.writeTo(out);
    qualities.writeTo(out);
    policies.writeTo(out);
    inventories.writeTo(out);
    out.raw(books).raw(tail).number(END_OF_LIST);
    // history_numbers: the changes below say them.
    out.number(END_OF_LIST);
    GuestCounts counts = state.counts();
    out.number(counts.historyCount()).number(counts.noticeSequence());
    Watermark watermark = counts.watermark();
    putInstant(out, watermark.newest());
    putInstant(out, watermark.second());
    putInstant(out, watermark.sealed());
    out.number(counts.sealAt());
    judgedBy.writeTo(out);
    numbers.writeTo(out);
    return out.toArray();
  }

  private void putInstant(AvroBytes out, @Nullable TaiInstant at) {
    if (at == null) {
      out.number(NULL);
    } else {
      out.number(NOT_NULL).number(packing.since(at));
    }
  }
}
