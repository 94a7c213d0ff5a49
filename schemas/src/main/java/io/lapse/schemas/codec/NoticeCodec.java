package io.lapse.schemas.codec;

import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.RanOn;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.InjectAsWire;
import io.lapse.schemas.wire.NoticeRecord;
import io.lapse.schemas.wire.RanOnWire;
import org.apache.avro.Schema;

/** {@link Notice} as {@link NoticeRecord}. */
public final class NoticeCodec implements RecordCodec<Notice, NoticeRecord> {
  @Override
  public Schema schema() {
    return NoticeRecord.getClassSchema();
  }

  @Override
  public NoticeRecord toWire(Notice notice) {
    return new NoticeRecord(
        notice.guest(),
        notice.outageId(),
        notice.noticeSequence(),
        notice.restartedAt().nanos(),
        notice.toutNanos(),
        notice.toutErrorNanos(),
        notice.compensatedNanos(),
        notice.sleptNanos(),
        notice.remainingNanos(),
        notice.reactionsSeen(),
        Symbols.wire(InjectAsWire.class, notice.injectAs()),
        notice.reactionDelayNanos(),
        notice.ranOn() == null ? null : ranOn(notice.ranOn()));
  }

  @Override
  public Notice toDomain(NoticeRecord wire) {
    return new Notice(
        wire.getGuest(),
        wire.getOutageId(),
        wire.getNoticeSequence(),
        new TaiInstant(wire.getRestartedTaiNs()),
        wire.getToutNs(),
        wire.getToutErrorNs(),
        wire.getCompensatedNs(),
        wire.getSleptNs(),
        wire.getRemainingNs(),
        wire.getReactionsSeen(),
        Symbols.domain(InjectAs.class, wire.getInjectAs()),
        wire.getReactionDelayNs(),
        wire.getRanOn() == null ? null : ranOn(wire.getRanOn()));
  }

  private static RanOnWire ranOn(RanOn ranOn) {
    return new RanOnWire(ranOn.since().nanos(), ranOn.monotonicNanos(), ranOn.boottimeNanos());
  }

  private static RanOn ranOn(RanOnWire wire) {
    return new RanOn(
        new TaiInstant(wire.getSinceTaiNs()), wire.getMonotonicNs(), wire.getBoottimeNs());
  }
}
