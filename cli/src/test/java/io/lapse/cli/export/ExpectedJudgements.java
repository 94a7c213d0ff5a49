package io.lapse.cli.export;

import static io.lapse.cli.export.TakenOutages.error;
import static io.lapse.cli.export.TakenOutages.millis;
import static io.lapse.cli.export.TakenOutages.row;
import static io.lapse.cli.export.TakenOutages.tout;

import io.lapse.cli.text.Instants;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Interval;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the page's queries about verdicts, violations and timers must answer. */
final class ExpectedJudgements {
  private static final long SECOND = 1_000_000_000L;

  private final TakenOutages taken;

  ExpectedJudgements(TakenOutages taken) {
    this.taken = taken;
  }

  List<List<@Nullable String>> thresholds() {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (long thresholdNanos :
        new long[] {SECOND / 100, SECOND / 20, SECOND / 10, SECOND / 2, SECOND}) {
      long undecided = judged(thresholdNanos, Verdict.UNDECIDED);
      rows.add(
          row(
              millis(thresholdNanos),
              judged(thresholdNanos, Verdict.EXCEEDED),
              undecided,
              1_000 * undecided / taken.closed().count()));
    }
    return rows;
  }

  private long judged(long thresholdNanos, Verdict verdict) {
    return taken
        .closed()
        .map(entry -> new Interval(tout(entry) - error(entry), tout(entry) + error(entry)))
        .filter(interval -> Verdict.of(interval, thresholdNanos) == verdict)
        .count();
  }

  List<List<@Nullable String>> violations() {
    Set<Violation> all = new TreeSet<>(Comparator.comparing(Enum::name));
    taken.entries.forEach(entry -> all.addAll(entry.violations()));
    return all.stream()
        .sorted(Comparator.comparingInt((Violation violation) -> -ever(violation).size()))
        .map(
            violation ->
                row(
                    violation,
                    taken.all().filter(entry -> entry.violations().contains(violation)).count(),
                    ever(violation).size(),
                    taken.entries.stream()
                        .filter(entry -> entry.violations().contains(violation))
                        .map(Entry::guest)
                        .distinct()
                        .count()))
        .toList();
  }

  private Set<String> ever(Violation violation) {
    Set<String> outages = new HashSet<>();
    taken.entries.stream()
        .filter(entry -> entry.violations().contains(violation))
        .forEach(entry -> outages.add(entry.outageId()));
    return outages;
  }

  private static long timers(ExpiryEstimate expired, ToLongFunction<BaseExpiry> count) {
    return Stream.of(expired.monotonic(), expired.boottime(), expired.realtime(), expired.tai())
        .mapToLong(count)
        .sum();
  }

  private Stream<Entry> estimated() {
    return taken
        .all()
        .filter(entry -> entry.expired() != null)
        .filter(entry -> entry.expired().basis() != ExpiryEstimate.Basis.UNSUPPORTED_GUEST);
  }

  List<List<@Nullable String>> bursts() {
    return estimated()
        .sorted(
            Comparator.comparingLong(
                    (Entry entry) -> -timers(entry.expired(), BaseExpiry::expected))
                .thenComparing(Entry::outageId))
        .limit(5)
        .map(
            entry ->
                row(
                    entry.guest(),
                    Instants.rfc3339(entry.stoppedAt()),
                    millis(tout(entry)),
                    timers(entry.expired(), BaseExpiry::low),
                    timers(entry.expired(), BaseExpiry::expected),
                    timers(entry.expired(), BaseExpiry::high),
                    timers(entry.expired(), BaseExpiry::overruns)))
        .toList();
  }

  List<List<@Nullable String>> burstSizes() {
    TreeMap<Long, Long> counts = new TreeMap<>();
    estimated()
        .forEach(
            entry -> {
              long decade = 1;
              long timers = timers(entry.expired(), BaseExpiry::expected);
              while (decade * 10 <= timers) {
                decade *= 10;
              }
              counts.merge(timers == 0 ? 0 : decade, 1L, Long::sum);
            });
    return counts.entrySet().stream().map(count -> row(count.getKey(), count.getValue())).toList();
  }

  List<List<@Nullable String>> verdicts() {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (Verdict verdict :
        new Verdict[] {Verdict.EXCEEDED, Verdict.UNDECIDED, Verdict.WITHIN, null}) {
      List<Entry> outages = taken.all().filter(entry -> entry.verdict() == verdict).toList();
      if (outages.isEmpty()) {
        continue;
      }
      rows.add(
          row(
              verdict,
              outages.size(),
              outages.stream().mapToInt(entry -> entry.violations().size()).sum(),
              outages.stream()
                  .filter(entry -> entry.expired() != null)
                  .map(entry -> entry.expired().monotonic())
                  .filter(Objects::nonNull)
                  .map(BaseExpiry::expected)
                  .max(Comparator.naturalOrder())
                  .orElse(null)));
    }
    return rows;
  }
}
