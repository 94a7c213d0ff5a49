package io.lapse.cli.export;

import static io.lapse.cli.export.TakenOutages.by;
import static io.lapse.cli.export.TakenOutages.error;
import static io.lapse.cli.export.TakenOutages.micros;
import static io.lapse.cli.export.TakenOutages.millis;
import static io.lapse.cli.export.TakenOutages.percentile;
import static io.lapse.cli.export.TakenOutages.row;
import static io.lapse.cli.export.TakenOutages.tout;
import static io.lapse.cli.export.TakenOutages.unaccounted;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.cli.text.Instants;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.query.Inquiry;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What the queries of the page must answer, by the ledger itself. */
final class ExpectedAnswers {
  private static final long SECOND = 1_000_000_000L;

  private final TakenOutages taken;
  private final ExpectedJudgements judgements;
  private final List<JsonNode> evidence;

  /**
   * @param evidence the lines of the replay's {@code evidence.jsonl}
   */
  ExpectedAnswers(List<Entry> entries, List<JsonNode> evidence) {
    taken = new TakenOutages(entries);
    judgements = new ExpectedJudgements(taken);
    this.evidence = evidence;
  }

  /** The rows of an answer, by the name of its query. */
  List<List<@Nullable String>> to(String query) {
    return switch (query) {
      case "kinds" -> kinds();
      case "pairs" -> pairs();
      case "guests" -> guests();
      case "days" -> days();
      case "thresholds" -> judgements.thresholds();
      case "unaccounted" -> open();
      case "violations" -> judgements.violations();
      case "slow" -> slow();
      case "bursts" -> judgements.bursts();
      case "burst-sizes" -> judgements.burstSizes();
      case "clocks" -> clocks();
      case "starved" -> starved();
      case "why" -> why("vm-00043", "2026-02-02T05:21:38Z");
      case "balance" -> List.of();
      case "jsonl" -> judgements.verdicts();
      default -> throw new IllegalArgumentException("nothing is expected of the query " + query);
    };
  }

  private List<List<@Nullable String>> kinds() {
    List<List<@Nullable String>> rows = new ArrayList<>();
    new TreeMap<>(by(entry -> entry.kind().name(), taken.closed()))
        .forEach((kind, outages) -> rows.add(percentiles(outages, kind)));
    return rows;
  }

  private List<List<@Nullable String>> pairs() {
    List<List<@Nullable String>> rows = new ArrayList<>();
    new TreeMap<>(by(ExpectedAnswers::pair, taken.migrations()))
        .forEach((pair, outages) -> rows.add(percentiles(outages, pair.split(" ", -1))));
    return rows;
  }

  private static String pair(Entry entry) {
    return entry.sourceHost() + " " + entry.destinationHost();
  }

  private static List<@Nullable String> percentiles(List<Entry> outages, String... key) {
    List<@Nullable String> row = new ArrayList<>(List.of(key));
    row.add(Integer.toString(outages.size()));
    for (int perMille : new int[] {500, 990, 999}) {
      row.add(micros(percentile(outages, perMille)));
    }
    return row;
  }

  private static long sum(List<Entry> outages, ToLongFunction<Entry> nanos) {
    return outages.stream().mapToLong(nanos).reduce(0, Math::addExact);
  }

  private List<List<@Nullable String>> guests() {
    return by(Entry::guest, taken.closed()).entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, List<Entry>> guest) ->
                        -sum(guest.getValue(), TakenOutages::tout))
                .thenComparing(Map.Entry::getKey))
        .limit(5)
        .map(
            guest ->
                row(
                    guest.getKey(),
                    guest.getValue().size(),
                    millis(sum(guest.getValue(), TakenOutages::tout)),
                    millis(sum(guest.getValue(), TakenOutages::unaccounted))))
        .toList();
  }

  private List<List<@Nullable String>> days() {
    List<List<@Nullable String>> rows = new ArrayList<>();
    new TreeMap<>(by(ExpectedAnswers::day, taken.all()))
        .forEach(
            (day, outages) ->
                rows.add(
                    row(
                        day,
                        outages.size(),
                        outages.stream().filter(o -> o.kind() == OutageKind.MIGRATION).count(),
                        outages.stream().filter(o -> o.restartedAt() == null).count())));
    return rows.subList(0, 7);
  }

  private static String day(Entry entry) {
    TaiInstant began =
        entry.stoppedAt() != null ? entry.stoppedAt() : Objects.requireNonNull(entry.restartedAt());
    return Instants.rfc3339(began).substring(0, 10);
  }

  private List<List<@Nullable String>> open() {
    return by(Entry::guest, taken.closed().filter(entry -> unaccounted(entry) != 0))
        .entrySet()
        .stream()
        .filter(
            guest ->
                guest.getValue().stream()
                    .anyMatch(entry -> entry.violations().contains(Violation.UNACCOUNTED_TIME)))
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, List<Entry>> guest) ->
                        -Math.abs(sum(guest.getValue(), TakenOutages::unaccounted)))
                .thenComparing(Map.Entry::getKey))
        .limit(5)
        .map(
            guest ->
                row(
                    guest.getKey(),
                    millis(sum(guest.getValue(), TakenOutages::unaccounted)),
                    millis(sum(guest.getValue(), TakenOutages::error)),
                    guest.getValue().size()))
        .toList();
  }

  private List<List<@Nullable String>> slow() {
    return taken
        .migrations()
        .filter(entry -> tout(entry) + error(entry) >= SECOND)
        .sorted(Comparator.comparingLong(TakenOutages::tout).reversed())
        .map(
            entry ->
                row(
                    entry.guest(),
                    entry.sourceHost(),
                    entry.destinationHost(),
                    Instants.rfc3339(entry.stoppedAt()),
                    millis(tout(entry)),
                    millis(error(entry)),
                    tout(entry) - error(entry) >= SECOND))
        .toList();
  }

  private List<List<@Nullable String>> clocks() {
    Map<String, List<Entry>> pairs = by(ExpectedAnswers::pair, taken.migrations());
    record Pair(String first, String second, long atLeast, long aheadMicros, long statedMicros) {}
    List<Pair> found = new ArrayList<>();
    for (List<Entry> there : pairs.values()) {
      String first = String.valueOf(there.get(0).sourceHost());
      String second = String.valueOf(there.get(0).destinationHost());
      List<Entry> back = pairs.get(second + " " + first);
      if (first.compareTo(second) < 0 && back != null) {
        found.add(
            new Pair(
                first,
                second,
                Math.min(there.size(), back.size()),
                (percentile(there, 500) - percentile(back, 500)) / 2_000,
                Math.max(usualError(there), usualError(back)) / 1_000));
      }
    }
    return found.stream()
        .sorted(
            Comparator.comparingLong((Pair pair) -> -Math.abs(pair.aheadMicros()))
                .thenComparing(Pair::first)
                .thenComparing(Pair::second))
        .map(p -> row(p.first(), p.second(), p.atLeast(), p.aheadMicros(), p.statedMicros()))
        .toList();
  }

  private static long usualError(List<Entry> outages) {
    List<Long> ranked = outages.stream().map(TakenOutages::error).sorted().toList();
    return ranked.get((ranked.size() - 1) / 2);
  }

  private List<List<@Nullable String>> why(String guest, String instant) {
    String outage = Inquiry.of(guest, taken.entries, null).at(Instants.parse(instant)).outageId();
    Entry entry = Objects.requireNonNull(taken.last.get(Objects.requireNonNull(outage)));
    return List.of(
        row(
            outage,
            entry.kind(),
            Instants.rfc3339(entry.stoppedAt()),
            Instants.rfc3339(entry.restartedAt()),
            millis(tout(entry)),
            millis(unaccounted(entry))));
  }

  private List<List<@Nullable String>> starved() {
    return evidence.stream()
        .filter(line -> line.get("kind").textValue().equals("vcpu_starved"))
        .filter(line -> taken.all().anyMatch(e -> e.guest().equals(line.get("guest").textValue())))
        .sorted(Comparator.comparingLong(line -> -line.get("longest_ns").longValue()))
        .limit(3)
        .map(
            line ->
                row(
                    line.get("guest").textValue(),
                    line.get("host").textValue(),
                    millis(line.get("longest_ns").longValue()),
                    taken
                        .closed()
                        .filter(e -> e.guest().equals(line.get("guest").textValue()))
                        .map(TakenOutages::tout)
                        .max(Comparator.naturalOrder())
                        .map(TakenOutages::millis)
                        .orElse(null)))
        .toList();
  }
}
