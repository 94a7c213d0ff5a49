package io.lapse.whatif.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerDiffTest {
  private static final List<Entry> LEDGER =
      Folded.entries(
          Told.read(
              """
              g 1000 h0 stop
              g 1300 h1 restart by=60
              g 1310 -  reacted notice=1 injected=240
              g 2000 h1 stop
              """),
          Policy.DEFAULT,
          ReactionOrigin.REPORTED);

  @Test
  void entryOfOneSide_isAddedOrRemoved() {
    List<Entry> shorter = List.of(LEDGER.get(0), LEDGER.get(2));

    LedgerDiff diff = LedgerDiff.of(shorter, LEDGER);

    assertThat(diff.changes()).containsExactly(new EntryChange.Added(LEDGER.get(1)));
    assertThat(diff.mirrored().changes()).containsExactly(new EntryChange.Removed(LEDGER.get(1)));
  }

  @Test
  void changes_areInTheOrderOfTheLedger_whicheverSideTheyStandOn() {
    LedgerDiff diff = LedgerDiff.of(LEDGER.subList(2, 3), LEDGER.subList(0, 2));

    assertThat(diff.changes())
        .containsExactly(
            new EntryChange.Added(LEDGER.get(0)),
            new EntryChange.Added(LEDGER.get(1)),
            new EntryChange.Removed(LEDGER.get(2)));
  }

  @Test
  void outageOfOneSide_hasNoVerdictOnTheOther_andBringsItsViolations() {
    LedgerDiff diff = LedgerDiff.of(List.of(), LEDGER);

    OutageDiff outage = diff.outages().get(0);
    assertThat(outage.before()).isNull();
    assertThat(outage.after()).isEqualTo(Verdict.EXCEEDED);
    assertThat(outage.appeared())
        .containsExactly(Violation.COMPENSATED_ABOVE_THRESHOLD, Violation.UNACCOUNTED_TIME);
    assertThat(diff.changes()).hasSize(3);
  }

  @Test
  void entryTwiceInOneLedger_isABug() {
    List<Entry> twice = List.of(LEDGER.get(0), LEDGER.get(0));

    assertThatThrownBy(() -> LedgerDiff.of(LEDGER, twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("entry twice in one ledger: 1 of g/");
  }

  @Test
  void change_ofThePolicyAlone_isNone() {
    assertThatThrownBy(
            () -> new EntryChange.Changed(LEDGER.get(0), LEDGER.get(0), EnumSet.of(Column.POLICY)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EntryChange.Changed(LEDGER.get(0), LEDGER.get(0), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cells_areAsTheLedgerWritesThem() {
    Entry posted = LEDGER.get(0);
    Entry open = LEDGER.get(2);

    assertThat(Column.GUEST.json(posted)).isEqualTo("\"g\"");
    assertThat(Column.TOUT_NS.json(posted)).isEqualTo("300000000");
    assertThat(Column.TOUT_NS.json(open)).isEqualTo("null");
    assertThat(Column.COMPENSATED_NS.json(open)).isEqualTo("null");
    assertThat(Column.STOPPED_TAI_NS.json(posted)).isEqualTo("1800000001000000000");
    assertThat(Column.POSTINGS.json(posted))
        .isEqualTo(
            "[{\"account\":\"elapsed\",\"amount_ns\":-300000000},"
                + "{\"account\":\"compensated\",\"amount_ns\":60000000},"
                + "{\"account\":\"unaccounted\",\"amount_ns\":240000000}]");
    assertThat(Column.POSTINGS.json(open)).isEqualTo("[]");
  }
}
