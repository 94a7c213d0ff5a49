package io.lapse.schemas.state;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Books;
import io.lapse.ledger.account.Growth;
import io.lapse.ledger.account.GuestCounts;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.OutageNumbers;
import io.lapse.ledger.account.Watermark;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.GuestEventRecord;
import io.lapse.schemas.wire.GuestStateRecord;
import io.lapse.schemas.wire.StateBooks;
import io.lapse.schemas.wire.StatePolicy;
import io.lapse.schemas.wire.StateQuality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One guest's states as bytes, one after another. Most inputs come last in the tail: then only they
 * are encoded, and the rest is copied from the bytes before. What it writes is a {@link
 * GuestStateRecord}; its lists are in blocks, as Avro allows, one for each input that added to
 * them.
 *
 * <pre>
 *   header, guest, base | texts | qualities | policies | inventories | books, tail |
 *       history count ... judged by | number changes |
 * </pre>
 *
 * <p>The lists end with a 0, and what is added goes in front of it; what stands between the tail
 * and the number changes is written anew. The bytes are not kept twice: what was returned last is
 * what is copied from, so nobody may change it.
 *
 * <p>After a failure it must be thrown away. Not safe for use by several threads.
 */
public final class GuestStateBytes {
  private static final int NULL = 0;
  private static final int NOT_NULL = 1;
  private static final int END_OF_LIST = 0;

  private static final AvroBytes.Writer<StateBooks> BOOKS =
      AvroBytes.records(StateBooks.getClassSchema());
  private static final AvroBytes.Writer<StatePolicy> POLICY =
      AvroBytes.records(StatePolicy.getClassSchema());
  private static final AvroBytes.Writer<GuestEventRecord> INVENTORY =
      AvroBytes.records(GuestEventRecord.getClassSchema());

  /** Where a thread puts a state together. */
  private static final ThreadLocal<Parts> PARTS = ThreadLocal.withInitial(Parts::new);

  private static final class Parts {
    final AvroBytes whole = new AvroBytes();
    final AvroBytes tail = new AvroBytes();
    final AvroBytes judgedBy = new AvroBytes();
    final AvroBytes numbers = new AvroBytes();

    void clear() {
      whole.clear();
      tail.clear();
      judgedBy.clear();
      numbers.clear();
    }
  }

  private final byte[] header;

  // What was written last, and where its lists end; nothing before the first state.
  private byte[] written = {};
  private int textsEnd;
  private int qualitiesEnd;
  private int policiesEnd;
  private int inventoriesEnd;
  private int tailEnd;
  private int numbersBegin;

  // What that holds.
  private @Nullable Books carry;
  private @Nullable LedgerInput last;
  private Packing packing = new Packing("", 0);
  private PackedEvents events = new PackedEvents(packing);
  private int textCount;
  private int qualityCount;
  private int policyCount;
  private int inventoryCount;
  private int tailCount;
  private long lastNumber;

  /**
   * @param header what stands before the record: which schema it is of
   */
  public GuestStateBytes(byte[] header) {
    this.header = header;
  }

  /** The state that follows the one before, or any other. Nobody may change what is returned. */
  public byte[] write(GuestState state) {
    Parts parts = PARTS.get();
    parts.clear();
    Growth growth = state.growth();
    if (growth != null && continues(growth)) {
      append(growth.input(), parts.tail);
      append(growth.numbers(), parts.numbers);
    } else {
      GuestState.Snapshot snapshot = state.snapshot();
      begin(snapshot, parts.whole);
      snapshot.tail().forEach(input -> append(input, parts.tail));
      append(state.numbers(), parts.numbers);
    }
    putJudgedBy(parts.judgedBy, state.judgedBy());
    written = assembled(state, parts);
    return written;
  }

  /** Whether what was written is what the input was added to: the very same, or it is not known. */
  @SuppressWarnings("ReferenceEquality")
  private boolean continues(Growth growth) {
    return growth.carry() == carry && growth.size() == tailCount && growth.before() == last;
  }

  /** All lists empty, the books of the state. */
  private void begin(GuestState.Snapshot state, AvroBytes out) {
    TaiInstant newest = state.watermark().newest();
    packing = new Packing(state.guest(), newest == null ? 0 : newest.nanos());
    events = new PackedEvents(packing);
    textCount = 0;
    qualityCount = 0;
    policyCount = 0;
    inventoryCount = 0;
    carry = state.carry();
    last = null;
    tailCount = 0;
    lastNumber = 0;
    out.raw(header).text(state.guest()).number(packing.baseNanos);
    textsEnd = out.length();
    qualitiesEnd = out.number(END_OF_LIST).length();
    policiesEnd = out.number(END_OF_LIST).length();
    inventoriesEnd = out.number(END_OF_LIST).length();
    out.number(END_OF_LIST);
    BOOKS.write(out, new PackedBooks(packing, events).pack(carry));
    tailEnd = out.length();
    numbersBegin = out.length();
    written = out.number(END_OF_LIST).toArray();
    out.clear();
  }

  private void append(LedgerInput input, AvroBytes tail) {
    long before = last == null ? packing.baseNanos : last.stamp().at().nanos();
    tail.number(1);
    events.write(input, before, tail);
    last = input;
    tailCount++;
  }

  private void append(List<OutageNumbers> outages, AvroBytes numbers) {
    for (OutageNumbers outage : outages) {
      lastNumber = NumberChanges.write(numbers, outage, lastNumber);
    }
  }

  private void putJudgedBy(AvroBytes out, List<Policy> policies) {
    if (!policies.isEmpty()) {
      out.number(policies.size());
      policies.forEach(policy -> out.number(packing.policy(policy)));
    }
    out.number(END_OF_LIST);
  }

  /** In the order of the schema's fields. */
  private byte[] assembled(GuestState state, Parts parts) {
    AvroBytes out = parts.whole;
    out.raw(written, 0, textsEnd);
    int copied = textsEnd;
    textCount += block(out, packing.texts(textCount), AvroBytes::text);
    textsEnd = out.length();

    out.raw(written, copied, qualitiesEnd);
    copied = qualitiesEnd;
    qualityCount += block(out, packing.qualities(qualityCount), GuestStateBytes::put);
    qualitiesEnd = out.length();

    out.raw(written, copied, policiesEnd);
    copied = policiesEnd;
    policyCount += block(out, packing.policies(policyCount), POLICY);
    policiesEnd = out.length();

    out.raw(written, copied, inventoriesEnd);
    copied = inventoriesEnd;
    inventoryCount += block(out, packing.inventories(inventoryCount), INVENTORY);
    inventoriesEnd = out.length();

    out.raw(written, copied, tailEnd).raw(parts.tail);
    tailEnd = out.length();
    out.number(END_OF_LIST);
    // history_numbers: the changes below say them.
    out.number(END_OF_LIST);
    put(out, state.counts());
    out.raw(parts.judgedBy);
    int numbersBefore = numbersBegin;
    numbersBegin = out.length();
    out.raw(written, numbersBefore, written.length - 1).raw(parts.numbers).number(END_OF_LIST);
    return out.toArray();
  }

  /** Puts one block of a list, if there is anything to put; returns how much there was. */
  private static <T> int block(AvroBytes out, List<T> items, AvroBytes.Writer<T> writer) {
    if (!items.isEmpty()) {
      out.number(items.size());
      items.forEach(item -> writer.write(out, item));
    }
    return items.size();
  }

  private static void put(AvroBytes out, StateQuality quality) {
    out.number(quality.getSource())
        .number(quality.getClockErrorNs())
        .number(quality.getResolutionNs())
        .number(quality.getLatencyNs());
  }

  private void put(AvroBytes out, GuestCounts counts) {
    out.number(counts.historyCount()).number(counts.noticeSequence());
    Watermark watermark = counts.watermark();
    putInstant(out, watermark.newest());
    putInstant(out, watermark.second());
    putInstant(out, watermark.sealed());
    out.number(counts.sealAt());
  }

  private void putInstant(AvroBytes out, @Nullable TaiInstant at) {
    if (at == null) {
      out.number(NULL);
    } else {
      out.number(NOT_NULL).number(packing.since(at));
    }
  }
}
