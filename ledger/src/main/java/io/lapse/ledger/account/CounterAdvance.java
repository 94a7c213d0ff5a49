package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By how much a guest's counter moved over an outage, and who says so.
 *
 * @param nanos the advance, positive forward
 * @param claimedNanos what the host claims, where it does; null otherwise
 * @param unequalNanos by how much the vCPUs' advances differ; 0 where they were not read
 * @param claim the event that claims it; null if the restart itself does, or nobody
 */
record CounterAdvance(
    long nanos,
    AmountBasis basis,
    @Nullable Long claimedNanos,
    long unequalNanos,
    @Nullable Recorded<HostEvent.Compensation> claim) {

  private static final BigInteger NANOS_PER_KHZ_CYCLE = BigInteger.valueOf(1_000_000);

  /**
   * Readings on the guest come first, then the host's word, then what the hypervisor does.
   *
   * @param paused whether the guest stood still within one process of one host
   * @param profile the guest's at the restart; null if unknown
   * @param claim about this restart; null if none
   */
  static CounterAdvance of(
      HostEvent.Restarted restart,
      boolean paused,
      long toutNanos,
      GuestEvent.@Nullable Profile profile,
      @Nullable Recorded<HostEvent.Compensation> claim) {
    Long claimedNanos =
        claim != null ? (Long) claim.input().compensatedNanos() : restart.compensatedNanos();
    Long tscKhz = profile == null ? null : profile.tscKhz();
    if (tscKhz != null && tscKhz > 0 && !restart.tscBefore().isEmpty()) {
      List<Long> advances = advances(restart, tscKhz);
      long largest = Collections.max(advances);
      long unequal = Math.subtractExact(largest, Collections.min(advances));
      return new CounterAdvance(largest, AmountBasis.MEASURED, claimedNanos, unequal, claim);
    }
    if (claimedNanos != null) {
      return new CounterAdvance(claimedNanos, AmountBasis.CLAIMED, claimedNanos, 0, claim);
    }
    return assumed(paused, toutNanos, counterWhilePaused(restart, profile));
  }

  private static CounterAdvance assumed(
      boolean paused, long toutNanos, CounterWhilePaused counter) {
    return switch (counter) {
      case STOPS -> new CounterAdvance(0, AmountBasis.ASSUMED, null, 0, null);
      // Only a pause within one process leaves the counter to the host's own.
      case RUNS -> new CounterAdvance(paused ? toutNanos : 0, AmountBasis.ASSUMED, null, 0, null);
      case UNKNOWN -> new CounterAdvance(0, AmountBasis.UNKNOWN, null, 0, null);
    };
  }

  private static CounterWhilePaused counterWhilePaused(
      HostEvent.Restarted restart, GuestEvent.@Nullable Profile profile) {
    if (restart.counterWhilePaused() != CounterWhilePaused.UNKNOWN || profile == null) {
      return restart.counterWhilePaused();
    }
    return profile.counterWhilePaused();
  }

  /** Cycles to nanoseconds, rounded toward zero. */
  private static List<Long> advances(HostEvent.Restarted restart, long tscKhz) {
    List<Long> advances = new ArrayList<>();
    for (int vcpu = 0; vcpu < restart.tscBefore().size(); vcpu++) {
      long cycles = Math.subtractExact(restart.tscAfter().get(vcpu), restart.tscBefore().get(vcpu));
      BigInteger nanos =
          BigInteger.valueOf(cycles)
              .multiply(NANOS_PER_KHZ_CYCLE)
              .divide(BigInteger.valueOf(tscKhz));
      advances.add(nanos.longValueExact());
    }
    return advances;
  }
}
