package io.lapse.schemas.codec;

import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.AfterDeadlineWire;
import io.lapse.schemas.wire.AnnouncementsWire;
import io.lapse.schemas.wire.InjectAsWire;
import io.lapse.schemas.wire.PolicyRecord;
import org.apache.avro.Schema;

/** {@link Policy} as {@link PolicyRecord}. */
public final class PolicyCodec implements RecordCodec<Policy, PolicyRecord> {
  @Override
  public Schema schema() {
    return PolicyRecord.getClassSchema();
  }

  @Override
  public PolicyRecord toWire(Policy policy) {
    return new PolicyRecord(
        policy.guestClass(),
        policy.version(),
        policy.effectiveFrom().nanos(),
        policy.thresholdNanos(),
        policy.blackoutLimitNanos(),
        policy.toleranceNanos(),
        Symbols.wire(InjectAsWire.class, policy.injectAs()),
        policy.reactionDelayNanos(),
        Symbols.wire(AfterDeadlineWire.class, policy.afterDeadline()),
        policy.cooperationDeadlineNanos(),
        Symbols.wire(AnnouncementsWire.class, policy.announcements()),
        policy.massExpiryLimit(),
        policy.openOutageLimitNanos(),
        policy.driftPpm());
  }

  @Override
  public Policy toDomain(PolicyRecord wire) {
    return new Policy(
        wire.getGuestClass(),
        wire.getVersion(),
        new TaiInstant(wire.getEffectiveFromTaiNs()),
        wire.getThresholdNs(),
        wire.getBlackoutLimitNs(),
        wire.getToleranceNs(),
        Symbols.domain(InjectAs.class, wire.getInjectAs()),
        wire.getReactionDelayNs(),
        Symbols.domain(AfterDeadline.class, wire.getAfterDeadline()),
        wire.getCooperationDeadlineNs(),
        Symbols.domain(Announcements.class, wire.getAnnouncements()),
        wire.getMassExpiryLimit(),
        wire.getOpenOutageLimitNs(),
        wire.getDriftPpm());
  }
}
