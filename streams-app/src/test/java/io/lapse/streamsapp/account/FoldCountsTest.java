package io.lapse.streamsapp.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted where stands in LedgerTopologyTest. */
class FoldCountsTest {
  private final FoldCounts counts = new FoldCounts();

  @Test
  void tasks_areAddedUp_andStayCountedWhenTheyClose() {
    FoldCounts.Tally first = counts.open();
    FoldCounts.Tally second = counts.open();
    first.took(Outcome.ACCEPTED);
    second.took(Outcome.ACCEPTED);
    second.refused(Reason.LATE);

    counts.close(second);
    counts.close(second);
    first.took(Outcome.ACCEPTED);

    assertThat(counts.taken(Outcome.ACCEPTED)).isEqualTo(3);
    assertThat(counts.refusedFor(Reason.LATE)).isEqualTo(1);
    assertThat(counts.taken(Outcome.DUPLICATE)).isZero();
  }

  @Test
  void whatStands_isThatOfTheTasksThatAreOpen() {
    FoldCounts.Tally first = counts.open();
    FoldCounts.Tally second = counts.open();
    first.stands(3, 1);
    second.stands(4, 2);
    second.stands(5, 0);
    second.publishedAlarm();
    assertThat(counts.standing(FoldCounts.Standing.OPEN_OUTAGE)).isEqualTo(8);

    counts.close(first);

    assertThat(counts.standing(FoldCounts.Standing.OPEN_OUTAGE)).isEqualTo(5);
    assertThat(counts.standing(FoldCounts.Standing.RAISED_ALARM)).isZero();
    assertThat(counts.published(FoldCounts.Kind.ALARM)).isEqualTo(1);
  }

  @Test
  void handlers_countWhereTheTasksDo() {
    FoldCounts.in(Map.of(FoldCounts.CONFIG, counts)).refused("t", Reason.UNDECODABLE);
    FoldCounts.in(Map.of()).refused("t", Reason.UNDECODABLE);

    assertThat(counts.refusedFor(Reason.UNDECODABLE)).isEqualTo(1);
  }
}
