package io.lapse.whatif.diff;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Histories;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generated histories under generated rules, folded. */
final class Ledgers {
  /** One guest's history under two rules. */
  record Pair(List<Entry> before, List<Entry> after) {}

  private Ledgers() {}

  static Arbitrary<Pair> pairs() {
    return Combinators.combine(Histories.any(), rules(), rules())
        .as((history, one, other) -> new Pair(fold(history, one), fold(history, other)));
  }

  /** The standing entries of one history. */
  static List<Entry> fold(List<LedgerInput> history, Rules rules) {
    GuestState state = GuestState.empty("g");
    for (LedgerInput input : history) {
      state = state.on(input, rules).next();
    }
    return state.entries();
  }

  /** Rules that differ in the policy and in whose reactions enter the books. */
  static Arbitrary<Rules> rules() {
    return Combinators.combine(policies(), Arbitraries.of(ReactionOrigin.values()).set())
        .as((policy, accepted) -> new Rules(List.of(policy), accepted));
  }

  static Arbitrary<Policy> policies() {
    Arbitrary<Long> durations = Arbitraries.of(0L, 100 * Told.MILLI, 1_000 * Told.MILLI);
    return Combinators.combine(
            Arbitraries.integers().between(1, 2),
            durations,
            durations,
            durations,
            Arbitraries.of(AfterDeadline.values()),
            Arbitraries.of(Announcements.values()),
            Arbitraries.of(0L, 2L, 1_000L),
            Arbitraries.of(0L, 50L, 100_000L))
        .as(Ledgers::policy);
  }

  private static Policy policy(
      int version,
      long threshold,
      long blackoutLimit,
      long tolerance,
      AfterDeadline afterDeadline,
      Announcements announcements,
      long massExpiryLimit,
      long driftPpm) {
    return new Policy(
        "default",
        version,
        new TaiInstant(0),
        threshold,
        blackoutLimit,
        tolerance,
        InjectAs.OFFSET,
        0,
        afterDeadline,
        Policy.DEFAULT.cooperationDeadlineNanos(),
        announcements,
        massExpiryLimit,
        Policy.DEFAULT.openOutageLimitNanos(),
        driftPpm);
  }

  /** The same entries, of another guest. */
  static List<Entry> of(String guest, List<Entry> entries) {
    return entries.stream().map(entry -> of(guest, entry)).toList();
  }

  private static Entry of(String guest, Entry entry) {
    return new Entry(
        guest,
        guest + entry.outageId().substring(entry.guest().length()),
        entry.entryNumber(),
        entry.entryKind(),
        entry.kind(),
        entry.sourceHost(),
        entry.destinationHost(),
        entry.stoppedAt(),
        entry.restartedAt(),
        entry.toutNanos(),
        entry.toutErrorNanos(),
        entry.amounts(),
        entry.migrationSequence(),
        entry.verdict(),
        entry.cooperation(),
        entry.violations(),
        entry.expired(),
        entry.policy(),
        entry.reactionOrigin(),
        entry.eventIds(),
        entry.replaces(),
        entry.postings());
  }
}
