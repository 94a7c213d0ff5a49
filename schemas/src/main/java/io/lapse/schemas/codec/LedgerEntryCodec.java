package io.lapse.schemas.codec;

import io.lapse.ledger.EventId;
import io.lapse.ledger.account.Account;
import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Posting;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.schemas.wire.AccountWire;
import io.lapse.schemas.wire.AmountBasisWire;
import io.lapse.schemas.wire.AmountsWire;
import io.lapse.schemas.wire.BaseExpiryWire;
import io.lapse.schemas.wire.CooperationWire;
import io.lapse.schemas.wire.EntryKindWire;
import io.lapse.schemas.wire.EventIdWire;
import io.lapse.schemas.wire.ExpiryBasisWire;
import io.lapse.schemas.wire.ExpiryWire;
import io.lapse.schemas.wire.HistoryTypeWire;
import io.lapse.schemas.wire.LedgerEntryRecord;
import io.lapse.schemas.wire.OutageKindWire;
import io.lapse.schemas.wire.PostingWire;
import io.lapse.schemas.wire.ReactionOriginWire;
import io.lapse.schemas.wire.VerdictWire;
import io.lapse.schemas.wire.ViolationWire;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** {@link HistoryRecord}, with its entry, as {@link LedgerEntryRecord}. */
public final class LedgerEntryCodec implements RecordCodec<HistoryRecord, LedgerEntryRecord> {
  @Override
  public Schema schema() {
    return LedgerEntryRecord.getClassSchema();
  }

  @Override
  public LedgerEntryRecord toWire(HistoryRecord history) {
    Entry entry = history.entry();
    return new LedgerEntryRecord(
        history.guest(),
        history.historyNumber(),
        Symbols.wire(HistoryTypeWire.class, history.type()),
        history.reverses(),
        entry.outageId(),
        entry.entryNumber(),
        Symbols.wire(EntryKindWire.class, entry.entryKind()),
        Symbols.wireOrNull(OutageKindWire.class, entry.kind()),
        entry.sourceHost(),
        entry.destinationHost(),
        nanos(entry.stoppedAt()),
        nanos(entry.restartedAt()),
        entry.toutNanos(),
        entry.toutErrorNanos(),
        amounts(entry.amounts()),
        entry.migrationSequence(),
        Symbols.wireOrNull(VerdictWire.class, entry.verdict()),
        Symbols.wire(CooperationWire.class, entry.cooperation()),
        each(entry.violations(), v -> Symbols.wire(ViolationWire.class, v)),
        expired(entry.expired()),
        entry.policy(),
        Symbols.wireOrNull(ReactionOriginWire.class, entry.reactionOrigin()),
        each(entry.eventIds(), LedgerEntryCodec::eventId),
        entry.replaces(),
        each(entry.postings(), LedgerEntryCodec::posting),
        ExpiryEstimate.UNSUPPORTED_GUEST.equals(entry.expired()));
  }

  @Override
  public HistoryRecord toDomain(LedgerEntryRecord wire) {
    return new HistoryRecord(
        wire.getGuest(),
        wire.getHistoryNumber(),
        Symbols.domain(HistoryRecord.Type.class, wire.getType()),
        wire.getReverses(),
        entry(wire));
  }

  private static Entry entry(LedgerEntryRecord wire) {
    return new Entry(
        wire.getGuest(),
        wire.getOutageId(),
        wire.getEntryNumber(),
        Symbols.domain(Entry.EntryKind.class, wire.getEntryKind()),
        Symbols.domainOrNull(OutageKind.class, wire.getKind()),
        wire.getSourceHost(),
        wire.getDestinationHost(),
        instant(wire.getStoppedTaiNs()),
        instant(wire.getRestartedTaiNs()),
        wire.getToutNs(),
        wire.getToutErrorNs(),
        amounts(wire.getAmounts()),
        wire.getMigrationSequence(),
        Symbols.domainOrNull(Verdict.class, wire.getVerdict()),
        Symbols.domain(Cooperation.class, wire.getCooperation()),
        each(wire.getViolations(), v -> Symbols.domain(Violation.class, v)),
        wire.getUnsupportedGuest() ? ExpiryEstimate.UNSUPPORTED_GUEST : expired(wire.getExpired()),
        wire.getPolicy(),
        Symbols.domainOrNull(ReactionOrigin.class, wire.getReactionOrigin()),
        each(wire.getEventIds(), LedgerEntryCodec::eventId),
        wire.getReplaces(),
        each(wire.getPostings(), LedgerEntryCodec::posting));
  }

  /** Lists are short and many: a stream would cost more than what it does. */
  private static <F, T> List<T> each(List<F> from, Function<F, T> map) {
    List<T> to = new ArrayList<>(from.size());
    for (F item : from) {
      to.add(map.apply(item));
    }
    return to;
  }

  private static @Nullable Long nanos(@Nullable TaiInstant at) {
    return at == null ? null : (Long) at.nanos();
  }

  private static @Nullable TaiInstant instant(@Nullable Long nanos) {
    return nanos == null ? null : new TaiInstant(nanos);
  }

  private static @Nullable AmountsWire amounts(@Nullable Amounts amounts) {
    return amounts == null
        ? null
        : new AmountsWire(
            amounts.compensatedNanos(),
            Symbols.wire(AmountBasisWire.class, amounts.compensatedBasis()),
            amounts.sleptNanos(),
            Symbols.wireOrNull(AmountBasisWire.class, amounts.sleptBasis()),
            amounts.injectedNanos(),
            amounts.correctedNanos(),
            amounts.unaccountedNanos());
  }

  private static @Nullable Amounts amounts(@Nullable AmountsWire wire) {
    return wire == null
        ? null
        : new Amounts(
            wire.getCompensatedNs(),
            Symbols.domain(AmountBasis.class, wire.getCompensatedBasis()),
            wire.getSleptNs(),
            Symbols.domainOrNull(AmountBasis.class, wire.getSleptBasis()),
            wire.getInjectedNs(),
            wire.getCorrectedNs(),
            wire.getUnaccountedNs());
  }

  private static @Nullable ExpiryWire expired(@Nullable ExpiryEstimate expired) {
    return expired == null || expired.basis() == ExpiryEstimate.Basis.UNSUPPORTED_GUEST
        ? null
        : new ExpiryWire(
            base(expired.monotonic()),
            base(expired.boottime()),
            base(expired.realtime()),
            base(expired.tai()),
            Symbols.wire(ExpiryBasisWire.class, expired.basis()));
  }

  private static @Nullable ExpiryEstimate expired(@Nullable ExpiryWire wire) {
    return wire == null
        ? null
        : new ExpiryEstimate(
            base(wire.getMonotonic()),
            base(wire.getBoottime()),
            base(wire.getRealtime()),
            base(wire.getTai()),
            Symbols.domain(ExpiryEstimate.Basis.class, wire.getBasis()));
  }

  /** Only an unsupported guest's estimate lacks a base, and that has no wire form of its own. */
  private static BaseExpiryWire base(@Nullable BaseExpiry nullable) {
    BaseExpiry base = Objects.requireNonNull(nullable);
    return new BaseExpiryWire(base.low(), base.expected(), base.high(), base.overruns());
  }

  private static BaseExpiry base(BaseExpiryWire wire) {
    return new BaseExpiry(wire.getLow(), wire.getExpected(), wire.getHigh(), wire.getOverruns());
  }

  private static EventIdWire eventId(EventId id) {
    return new EventIdWire(HexFormat.of().parseHex(id.hex()));
  }

  private static EventId eventId(EventIdWire wire) {
    return new EventId(HexFormat.of().formatHex(wire.bytes()));
  }

  private static PostingWire posting(Posting posting) {
    return new PostingWire(
        Symbols.wire(AccountWire.class, posting.account()), posting.amountNanos());
  }

  private static Posting posting(PostingWire wire) {
    return new Posting(Symbols.domain(Account.class, wire.getAccount()), wire.getAmountNs());
  }
}
