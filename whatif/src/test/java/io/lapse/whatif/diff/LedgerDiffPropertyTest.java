package io.lapse.whatif.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Histories;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.StandingLedger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** What any difference of any two ledgers of one history is. */
class LedgerDiffPropertyTest {
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void ledger_doesNotDifferFromItself(
      @ForAll("histories") List<LedgerInput> history, @ForAll("rules") Rules rules) {
    List<Entry> ledger = Ledgers.fold(history, rules);

    LedgerDiff diff = LedgerDiff.of(ledger, Ledgers.fold(history, rules));

    assertThat(diff.changes()).isEmpty();
    assertThat(diff.renamed()).isZero();
    assertThat(diff.outages().stream().mapToInt(OutageDiff::paired).sum()).isEqualTo(ledger.size());
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  void diff_appliedToBefore_isAfter(@ForAll("pairs") Ledgers.Pair pair) {
    LedgerDiff diff = LedgerDiff.of(pair.before(), pair.after());

    assertThat(applied(pair.before(), diff)).isEqualTo(columns(pair.after()));
    Statistics.collect(diff.isEmpty() ? "same" : "changed");
    Statistics.coverage(checker -> checker.check("changed").percentage(p -> p > 20));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void diff_mirrorsTheDiffTheOtherWay(@ForAll("pairs") Ledgers.Pair pair) {
    LedgerDiff there = LedgerDiff.of(pair.before(), pair.after());

    LedgerDiff back = LedgerDiff.of(pair.after(), pair.before());

    assertThat(there.mirrored().changes()).isEqualTo(back.changes());
    assertThat(there.mirrored().outages()).containsExactlyInAnyOrderElementsOf(back.outages());
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void changes_areInTheOrderOfTheLedger(@ForAll("pairs") Ledgers.Pair pair) {
    List<EntryChange> changes = LedgerDiff.of(pair.before(), pair.after()).changes();

    assertThat(changes.stream().map(EntryChange::place).toList())
        .isSortedAccordingTo(StandingLedger.ORDER);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void ledgersOfAllGuests_differAsEachGuestDoes(
      @ForAll("pairs") Ledgers.Pair one, @ForAll("pairs") Ledgers.Pair other) {
    List<Entry> before = new ArrayList<>(Ledgers.of("a", one.before()));
    before.addAll(Ledgers.of("b", other.before()));
    List<Entry> after = new ArrayList<>(Ledgers.of("a", one.after()));
    after.addAll(Ledgers.of("b", other.after()));

    LedgerDiff all = LedgerDiff.of(before, after);

    List<EntryChange> each =
        new ArrayList<>(
            LedgerDiff.of(Ledgers.of("a", one.before()), Ledgers.of("a", one.after())).changes());
    each.addAll(
        LedgerDiff.of(Ledgers.of("b", other.before()), Ledgers.of("b", other.after())).changes());
    assertThat(all.changes()).isEqualTo(each);
  }

  @Provide
  Arbitrary<List<LedgerInput>> histories() {
    return Histories.any();
  }

  @Provide
  Arbitrary<Rules> rules() {
    return Ledgers.rules();
  }

  @Provide
  Arbitrary<Ledgers.Pair> pairs() {
    return Ledgers.pairs();
  }

  /** The lines before, with what the difference names set, added and removed, and nothing else. */
  private static Map<String, Map<Column, String>> applied(List<Entry> before, LedgerDiff diff) {
    Map<String, Map<Column, String>> lines = columns(before);
    for (EntryChange change : diff.changes()) {
      switch (change.kind()) {
        case ADDED -> lines.put(key(change.place()), columns(change.place()));
        case REMOVED -> lines.remove(key(change.place()));
        case CHANGED -> {
          Map<Column, String> line = Objects.requireNonNull(lines.get(key(change.place())));
          for (EntryChange.Cell cell : change.cells()) {
            assertThat(line.put(cell.column(), cell.after())).isEqualTo(cell.before());
          }
        }
      }
    }
    return lines;
  }

  private static Map<String, Map<Column, String>> columns(List<Entry> entries) {
    Map<String, Map<Column, String>> lines = new LinkedHashMap<>();
    entries.forEach(entry -> lines.put(key(entry), columns(entry)));
    return lines;
  }

  /** An entry but for its policy's name. */
  private static Map<Column, String> columns(Entry entry) {
    Map<Column, String> columns = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      if (column != Column.POLICY) {
        columns.put(column, column.json(entry));
      }
    }
    return columns;
  }

  private static String key(Entry entry) {
    return entry.outageId() + " " + entry.entryNumber();
  }
}
