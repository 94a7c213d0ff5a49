package io.lapse.cli.verify;

import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.simulation.TrueOutage;
import io.lapse.ledger.time.TaiInstant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a ledger against the truth of a simulated fleet: every outage that was reported is there,
 * its true Tout lies in the stated interval, no certain verdict is wrong, and nothing is there that
 * never happened.
 */
final class TruthComparison {
  /** No simulated clock is wrong by more, and no two outages of a guest are so near. */
  private static final long NEAR_NANOS = 5_000_000_000L;

  /** A measured advance was read in whole cycles. */
  private static final long READING_NANOS = 1_000;

  /** An assumed sleep was read from an RTC that counts whole seconds. */
  private static final long RTC_NANOS = 1_000_000_000L;

  private final Path file;
  private final Map<String, Policy> policies = new HashMap<>();
  private final Map<String, List<Entry>> closedByGuest = new HashMap<>();
  private final Set<String> found = new HashSet<>();
  private final List<String> complaints = new ArrayList<>();
  private long outages;
  private long unreported;
  private long undecided;

  private TruthComparison(Path file, List<Policy> policies) {
    this.file = file;
    this.policies.put(Policy.DEFAULT.name(), Policy.DEFAULT);
    policies.forEach(policy -> this.policies.put(policy.name(), policy));
  }

  /**
   * Compares.
   *
   * @param policies that the ledger was judged by, besides the built-in one
   */
  static TruthComparison of(Path truthFile, List<Entry> entries, List<Policy> policies) {
    TruthComparison comparison = new TruthComparison(truthFile, policies);
    for (Entry entry : entries) {
      if (entry.entryKind() == EntryKind.POSTED && entry.toutNanos() != null) {
        comparison.closedByGuest.computeIfAbsent(entry.guest(), g -> new ArrayList<>()).add(entry);
        comparison.checkPolicy(entry);
      }
    }
    new TruthFile(truthFile).read(comparison::compare, comparison::complain);
    comparison.checkInventions();
    return comparison;
  }

  /** What does not hold, as {@code FILE:LINE: message}; empty if the ledger tells the truth. */
  List<String> complaints() {
    return complaints;
  }

  String summary() {
    return String.format(
        "truth holds: %d outages, %d of them not fully reported; %d of %d verdicts undecided",
        outages, unreported, undecided, found.size());
  }

  private void checkPolicy(Entry entry) {
    if (!policies.containsKey(entry.policy()) && complaints.isEmpty()) {
      complaints.add(
          entry.outageId()
              + ": judged by "
              + entry.policy()
              + "; expected --policy as the ledger was made with");
    }
  }

  private void compare(TrueOutage truth, int line) {
    outages++;
    unreported += truth.reported() ? 0 : 1;
    Entry entry = find(truth);
    if (entry == null) {
      if (truth.reported()) {
        complain(line, "the outage of " + truth.guest() + " is not in the ledger");
      }
      return;
    }
    found.add(entry.outageId());
    compareTout(truth, entry, line);
    if (truth.reported()) {
      compareFigures(truth, entry, line);
    }
  }

  private @Nullable Entry find(TrueOutage truth) {
    for (Entry entry : closedByGuest.getOrDefault(truth.guest(), List.of())) {
      if (!found.contains(entry.outageId())
          && isNear(entry.stoppedAt(), truth.stoppedAt())
          && isNear(entry.restartedAt(), truth.restartedAt())
          && Objects.equals(entry.sourceHost(), truth.sourceHost())
          && Objects.equals(entry.destinationHost(), truth.destinationHost())) {
        return entry;
      }
    }
    return null;
  }

  private static boolean isNear(@Nullable TaiInstant stated, TaiInstant truth) {
    return stated != null && Math.abs(truth.nanosUntil(stated)) <= NEAR_NANOS;
  }

  /** What the two ends show holds whatever else got lost. */
  private void compareTout(TrueOutage truth, Entry entry, int line) {
    long toutNanos = Objects.requireNonNull(entry.toutNanos());
    long errorNanos = Objects.requireNonNull(entry.toutErrorNanos());
    check(truth.toutNanos(), toutNanos, errorNanos, "tout_ns", entry, line);
    Verdict verdict = entry.verdict();
    Policy policy = policies.getOrDefault(entry.policy(), Policy.DEFAULT);
    boolean within = truth.toutNanos() < policy.thresholdNanos();
    if (verdict == Verdict.UNDECIDED) {
      undecided++;
    } else if ((verdict == Verdict.WITHIN) != within) {
      complain(
          line,
          entry.outageId()
              + ": the verdict is "
              + verdict
              + ", but Tout was truly "
              + truth.toutNanos());
    }
  }

  private void compareFigures(TrueOutage truth, Entry entry, int line) {
    if (entry.kind() == null || !entry.kind().name().equals(truth.kind().name())) {
      complain(line, entry.outageId() + ": kind is " + entry.kind() + ", truly " + truth.kind());
    }
    Amounts amounts = Objects.requireNonNull(entry.amounts());
    long errorNanos = Objects.requireNonNull(entry.toutErrorNanos());
    if (amounts.compensatedBasis() != AmountBasis.UNKNOWN) {
      long compensatedError =
          switch (amounts.compensatedBasis()) {
            case MEASURED -> READING_NANOS;
            case CLAIMED, UNKNOWN -> 0;
            case ASSUMED -> errorNanos;
          };
      check(
          truth.compensatedNanos(),
          amounts.compensatedNanos(),
          compensatedError,
          "compensated_ns",
          entry,
          line);
    }
    long sleptError = amounts.sleptBasis() == AmountBasis.ASSUMED ? RTC_NANOS + errorNanos : 0;
    check(truth.sleptNanos(), amounts.sleptNanos(), sleptError, "slept_ns", entry, line);
  }

  private void check(
      long trueNanos, long statedNanos, long errorNanos, String column, Entry entry, int line) {
    if (Math.abs(trueNanos - statedNanos) > errorNanos) {
      complain(
          line,
          String.format(
              "%s: %s is %d +- %d, truly %d",
              entry.outageId(), column, statedNanos, errorNanos, trueNanos));
    }
  }

  private void checkInventions() {
    closedByGuest.values().stream()
        .flatMap(List::stream)
        .filter(entry -> !found.contains(entry.outageId()))
        .forEach(entry -> complaints.add(entry.outageId() + ": in the ledger, but never was"));
  }

  private void complain(int line, String message) {
    complaints.add(file + ":" + line + ": " + message);
  }
}
