package io.lapse.ledger.simulation;

import io.lapse.ledger.host.CounterWhilePaused;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By how much a guest's counter moved over an outage, and what is said of it.
 *
 * @param nanos the truth, not negative
 * @param claimedNanos what the restart claims; null if nothing
 * @param claimedLater whether a later event claims {@code nanos}
 * @param tscBefore readings per vCPU; empty if none were taken
 */
record CounterMove(
    long nanos,
    @Nullable Long claimedNanos,
    boolean claimedLater,
    List<Long> tscBefore,
    List<Long> tscAfter) {

  /** A host compensates no more than this. */
  private static final long COMPENSATED_NANOS_MAX = 2 * Nanos.SECOND;

  private static final long FALSE_CLAIM_NANOS = 5 * Nanos.MILLISECOND;

  private enum Word {
    NONE,
    CLAIM,
    LATER_CLAIM,
    READINGS,
    READINGS_AND_CLAIM
  }

  /**
   * Draws what happened.
   *
   * @param trueNanos how long the outage really was
   * @param statedNanos how long the host takes it to have been; may be negative
   * @param logs where they are a hypervisor's own, only a later event can claim anything
   */
  static CounterMove draw(
      Draft draft,
      GuestTraits guest,
      long trueNanos,
      long statedNanos,
      HostLogs logs,
      SplitMix64 dice) {
    if (guest.counter() == CounterWhilePaused.UNKNOWN) {
      return new CounterMove(0, null, false, List.of(), List.of());
    }
    CounterMove move = draw(draft, guest, trueNanos, statedNanos, dice);
    return logs.tellAll() ? move : move.saidLater();
  }

  private CounterMove saidLater() {
    boolean said = claimedLater || claimedNanos != null || !tscBefore.isEmpty();
    return new CounterMove(nanos, null, said, List.of(), List.of());
  }

  private static CounterMove draw(
      Draft draft, GuestTraits guest, long trueNanos, long statedNanos, SplitMix64 dice) {
    if (draft.act() == Act.SLEEP) {
      // The host stood by: it says so, because of a guest in S3 a running counter means nothing.
      return said(guest, 0, Word.CLAIM, draft.stopNanos(), dice);
    }
    boolean oneProcess = draft.staysHere() && !draft.act().saves();
    if (guest.counter() == CounterWhilePaused.RUNS && oneProcess) {
      boolean assumable = draft.act() != Act.CHECKPOINT;
      Word word = assumable && dice.chance(600) ? Word.NONE : Word.READINGS;
      return said(guest, trueNanos, word, draft.stopNanos(), dice);
    }
    boolean compensates = dice.chance(300) && statedNanos <= COMPENSATED_NANOS_MAX;
    long moved = compensates ? Math.max(0, statedNanos) : 0;
    Word word = dice.oneOf(List.of(Word.values()));
    if (moved != 0 && word == Word.NONE) {
      word = Word.CLAIM;
    }
    return said(guest, moved, word, draft.stopNanos(), dice);
  }

  private static CounterMove said(
      GuestTraits guest, long nanos, Word word, long stopNanos, SplitMix64 dice) {
    boolean reads = word == Word.READINGS || word == Word.READINGS_AND_CLAIM;
    boolean claims = word == Word.CLAIM || word == Word.READINGS_AND_CLAIM;
    boolean lies = word == Word.READINGS_AND_CLAIM && dice.chance(50);
    Long claimedNanos = claims ? (Long) (lies ? nanos + FALSE_CLAIM_NANOS : nanos) : null;
    List<Long> before = new ArrayList<>();
    List<Long> after = new ArrayList<>();
    boolean unequal = dice.chance(20);
    for (int vcpu = 0; reads && vcpu < guest.vcpus(); vcpu++) {
      before.add(guest.cycles(stopNanos - guest.bootedNanos()) + dice.between(0, 50));
      // The first vCPU is the truth; another one may have been left behind a little.
      long behind = vcpu == 0 || !unequal ? 0 : Math.min(nanos, 10 * Nanos.MICROSECOND);
      after.add(before.get(vcpu) + guest.cycles(nanos - behind));
    }
    return new CounterMove(nanos, claimedNanos, word == Word.LATER_CLAIM, before, after);
  }
}
