package io.lapse.whatif.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DiffSummaryTest {
  private static final String HISTORY =
      """
      a 1000 h0 stop reason=pause
      a 1050 h0 restart mode=continued
      a 2000 h0 stop
      a 2060 h1 restart by=60
      b 1000 h0 stop
      b 1100 h1 restart
      b 3000 h1 stop
      b 5000 h0 restart
      b 5500 -  reacted notice=2 injected=50
      c 1000 h0 stop
      """;

  @Test
  void summary_countsEntriesOutagesAndColumns() {
    LedgerDiff diff = diff("threshold_ns", "100");

    DiffSummary summary = new DiffSummary();
    summary.add(diff);

    assertThat(summary.paired()).isEqualTo(6);
    assertThat(summary.renamed()).isEqualTo(2);
    assertThat(summary.changes()).isEqualTo(4);
    assertThat(summary.changes(EntryChange.Kind.CHANGED)).isEqualTo(4);
    assertThat(summary.columns()).isEqualTo(Map.of(Column.VERDICT, 4L, Column.VIOLATIONS, 1L));
    assertThat(summary.vanished()).isEqualTo(Map.of(Violation.COMPENSATED_ABOVE_THRESHOLD, 1L));
    assertThat(summary.appeared()).isEmpty();
    assertThat(summary.examples()).isEqualTo(diff.changes());
    assertThat(summary.further()).isZero();
  }

  @Test
  void verdicts_areOfOutages_notOfEntries() {
    DiffSummary summary = new DiffSummary();

    summary.add(diff("threshold_ns", "100"));

    // The outage of 100 ms has two entries; the one that is open is not judged.
    assertThat(summary.verdicts(Verdict.EXCEEDED, Verdict.WITHIN)).isEqualTo(2);
    assertThat(summary.verdicts(Verdict.EXCEEDED, Verdict.UNDECIDED)).isEqualTo(1);
    assertThat(summary.verdicts(Verdict.EXCEEDED, Verdict.EXCEEDED)).isEqualTo(1);
    assertThat(summary.verdicts(Verdict.WITHIN, Verdict.EXCEEDED)).isZero();
  }

  @Test
  void violations_areCountedByOutage_howeverManyEntriesNameThem() {
    DiffSummary summary = new DiffSummary();

    summary.add(diff("blackout_limit_ns", "10"));

    // Of five outages four ended, one of them over the limit before as well.
    assertThat(summary.appeared()).isEqualTo(Map.of(Violation.BLACKOUT_EXCEEDED, 3L));
    assertThat(summary.columns()).isEqualTo(Map.of(Column.VIOLATIONS, 4L));
  }

  @Test
  void examples_areTheFirst_theOthersAreCounted() {
    List<DiffSummary> guests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<Entry> before = Ledgers.of("g" + (10 + i), entries(Policy.DEFAULT, "a"));
      List<Entry> after =
          Ledgers.of("g" + (10 + i), entries(new ChangedKey("threshold_ns", "100").policy(), "a"));
      DiffSummary guest = new DiffSummary();
      guest.add(LedgerDiff.of(before, after));
      guests.add(guest);
    }
    Collections.shuffle(guests, new Random(7));

    DiffSummary all = new DiffSummary();
    guests.forEach(all::add);

    assertThat(all.changes()).isEqualTo(80);
    assertThat(all.examples()).hasSize(DiffSummary.EXAMPLES_MAX);
    assertThat(all.further()).isEqualTo(30);
    assertThat(all.examples().get(0).place().guest()).isEqualTo("g10");
    assertThat(all.examples().get(49).place().guest()).isEqualTo("g34");
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void summary_isTheSame_howeverGuestsAreDealtOut(
      @ForAll("fleets") List<Ledgers.Pair> fleet, @ForAll long seed) {
    List<Entry> before = new ArrayList<>();
    List<Entry> after = new ArrayList<>();
    List<LedgerDiff> diffs = new ArrayList<>();
    for (int i = 0; i < fleet.size(); i++) {
      Ledgers.Pair pair = fleet.get(i);
      String guest = "guest-" + (char) ('a' + i);
      before.addAll(Ledgers.of(guest, pair.before()));
      after.addAll(Ledgers.of(guest, pair.after()));
      diffs.add(LedgerDiff.of(Ledgers.of(guest, pair.before()), Ledgers.of(guest, pair.after())));
    }

    DiffSummary merged = dealtOut(diffs, new Random(seed));

    DiffSummary whole = new DiffSummary();
    LedgerDiff all = LedgerDiff.of(before, after);
    whole.add(all);
    assertThat(text(merged)).isEqualTo(text(whole));
    assertThat(merged.examples())
        .isEqualTo(all.changes().stream().limit(DiffSummary.EXAMPLES_MAX).toList());
  }

  @Provide
  Arbitrary<List<Ledgers.Pair>> fleets() {
    return Ledgers.pairs().list().ofMaxSize(12);
  }

  private static DiffSummary dealtOut(List<LedgerDiff> diffs, Random random) {
    List<DiffSummary> threads = List.of(new DiffSummary(), new DiffSummary(), new DiffSummary());
    List<LedgerDiff> shuffled = new ArrayList<>(diffs);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(diff -> threads.get(random.nextInt(threads.size())).add(diff));
    DiffSummary merged = new DiffSummary();
    threads.forEach(merged::add);
    return merged;
  }

  private static String text(DiffSummary summary) {
    StringBuilder text = new StringBuilder();
    text.append(summary.paired()).append(' ').append(summary.renamed());
    text.append(' ').append(summary.changes()).append(' ').append(summary.further());
    for (EntryChange.Kind kind : EntryChange.Kind.values()) {
      text.append(' ').append(summary.changes(kind));
    }
    text.append(summary.columns()).append(summary.appeared()).append(summary.vanished());
    for (Verdict before : Verdict.values()) {
      for (Verdict after : Verdict.values()) {
        text.append(' ').append(summary.verdicts(before, after));
      }
    }
    return text.toString();
  }

  private static LedgerDiff diff(String key, String value) {
    return LedgerDiff.of(
        entries(Policy.DEFAULT, ""), entries(new ChangedKey(key, value).policy(), ""));
  }

  /** The entries of a guest, or of all. */
  private static List<Entry> entries(Policy policy, String guest) {
    return Folded.entries(Told.read(HISTORY), policy, ReactionOrigin.REPORTED).stream()
        .filter(entry -> guest.isEmpty() || entry.guest().equals(guest))
        .toList();
  }
}
