package io.lapse.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.query.Answer.Kind;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an instant was, as tables: the books, and what they answer. */
class InquiryTest {
  @Test
  void outage_withItsRepair_coversStopToRestart_thenIsStaleUntilTheRepair() {
    assertAnswers(
        """
        outage a 1000 3000 error=10 left=2000,0
        alert a 3000 opened
        alert a 3500 resolved
        """,
        """
         989 NO_HOST_EVENT
         990 OUTAGE a         the stop may have been as early as that
        1000 OUTAGE a
        2000 OUTAGE a
        3000 OUTAGE a
        3001 STALE_WINDOW a   though the restart may have been as late as 3010
        3500 STALE_WINDOW a   the clock jumps at this instant
        3501 NO_HOST_EVENT
        """);
  }

  @Test
  void outage_thatLeavesNothing_isWidenedByItsErrorAtBothEnds() {
    assertAnswers(
        """
        outage a 1000 3000 error=10 left=0
        """,
        """
         989 NO_HOST_EVENT
         990 OUTAGE a
        3010 OUTAGE a
        3011 NO_HOST_EVENT
        """);
  }

  @Test
  void clock_thatWasNotRepaired_isStaleForGood() {
    assertAnswers(
        """
        outage a 1000 3000 error=0 left=2000 alarming
        alert a 3000 opened
        """,
        """
         999 NO_HOST_EVENT
        3001 STALE_WINDOW a
        9999 STALE_WINDOW a
        """);
  }

  @Test
  void repairAtTheRestartItself_leavesNoStaleWindow() {
    assertAnswers(
        """
        outage a 1000 3000 error=0 left=2000,0
        alert a 3000 opened
        alert a 3000 resolved
        """,
        """
        3000 OUTAGE a
        3001 NO_HOST_EVENT
        """);
  }

  @Test
  void unaccountedTime_thatIsTolerated_isNoStaleWindow() {
    assertAnswers(
        """
        outage a 1000 3000 error=0 left=2000
        """,
        """
        3001 NO_HOST_EVENT
        """);
  }

  @Test
  void negativeTout_coversRestartToStop() {
    assertAnswers(
        """
        outage a 1000 990 error=5 left=-10 alarming
        alert a 990 opened
        """,
        """
         984 NO_HOST_EVENT
         985 OUTAGE a
         990 OUTAGE a
         995 OUTAGE a
        1000 OUTAGE a
        1001 STALE_WINDOW a
        """);
  }

  @Test
  void openOutage_coversEverythingFromItsStopOn() {
    assertAnswers(
        """
        outage a 1000 -
        """,
        """
         999 NO_HOST_EVENT
        1000 OUTAGE a
        9999 OUTAGE a
        """);
  }

  @Test
  void openOutage_coversNothingAfterTheGuestWasSeenAgain() {
    assertAnswers(
        """
        outage a 1000 -
        outage b 4000 5000 error=0 left=0
        """,
        """
        3999 OUTAGE a
        4000 OUTAGE b
        5000 OUTAGE b
        5001 NO_HOST_EVENT
        """);
  }

  @Test
  void missingStop_coversTheRestartAlone() {
    assertAnswers(
        """
        outage a - 3000
        """,
        """
        2999 NO_HOST_EVENT
        3000 OUTAGE a
        3001 NO_HOST_EVENT
        """);
  }

  @Test
  void overlappingOutages_theLatestStopWins_thenTheLaterRestart() {
    assertAnswers(
        """
        outage a 1000 9000 error=0 left=0
        outage b 2000 5000 error=0 left=0
        outage b+c 2000 6000 error=0 left=0
        """,
        """
        1999 OUTAGE a
        2000 OUTAGE b+c
        5500 OUTAGE b+c
        6001 OUTAGE a
        9001 NO_HOST_EVENT
        """);
  }

  @Test
  void forkedSnapshot_isStaleByTheBranchThatRestartedLast() {
    assertAnswers(
        """
        outage a 1000 3000 error=0 left=2000 alarming
        outage a+b 1000 5000 error=0 left=4000
        alert a 3000 opened
        """,
        """
        3500 OUTAGE a+b
        5000 OUTAGE a+b
        5001 STALE_WINDOW a+b
        """);
  }

  @Test
  void clockWrongByTheSumOfOutages_isStaleByTheLatestThatLeftTime() {
    assertAnswers(
        """
        outage a 1000 2000 error=0 left=1000,0
        outage b 3000 4000 error=0 left=0
        outage c 5000 6000 error=0 left=1000,0
        alert a 2000 opened
        alert a 7000 resolved
        """,
        """
        2500 STALE_WINDOW a
        3500 OUTAGE b
        4500 STALE_WINDOW a
        5500 OUTAGE c
        6500 STALE_WINDOW c
        7001 NO_HOST_EVENT
        """);
  }

  @Test
  void windowThatOpensAgain_isTwoWindows() {
    assertAnswers(
        """
        outage a 1000 2000 error=0 left=1000,0,-500,0
        alert a 2000 opened
        alert a 3000 resolved
        alert a 4000 opened
        alert a 5000 resolved
        """,
        """
        2500 STALE_WINDOW a
        3500 NO_HOST_EVENT
        4500 STALE_WINDOW a
        5500 NO_HOST_EVENT
        """);
  }

  @Test
  void withoutAlerts_stillUnaccountedTimeIsStale_repairedTimeIsNot() {
    assertAnswersWithoutAlerts(
        """
        outage a 1000 2000 error=0 left=1000,0
        outage b 3000 4000 error=0 left=1000 alarming
        outage c 5000 6000 error=0 left=0
        """,
        """
        1500 OUTAGE a
        2500 NO_HOST_EVENT
        4500 STALE_WINDOW b
        6500 STALE_WINDOW b
        """);
  }

  @Test
  void withoutAlerts_toleratedTimeIsNotStale() {
    assertAnswersWithoutAlerts(
        """
        outage a 1000 2000 error=0 left=10
        """,
        """
        2500 NO_HOST_EVENT
        """);
  }

  @Test
  void otherGuests_andOutagesThatTheBooksDoNotHave_doNotCount() {
    assertAnswers(
        """
        outage other/x 1000 9000 error=0 left=8000 alarming
        outage a 1000 2000 error=0 left=1000
        alert other/x 1000 opened
        alert unknown 1000 opened
        """,
        """
        3000 NO_HOST_EVENT
        """);
  }

  @Test
  void guestWithoutBooks_hasNoHostEvent() {
    assertAnswers("", "0 NO_HOST_EVENT");
  }

  @Test
  void endsOfTime_doNotOverflow() {
    WrittenBooks books =
        WrittenBooks.read(
            """
            outage a 9223372036854775000 9223372036854775800 error=1000000 left=0
            outage b -9223372036854775800 -9223372036854775000 error=1000000 left=0
            """);
    Inquiry inquiry = Inquiry.of("g", books.entries(), List.of());

    assertThat(inquiry.at(new TaiInstant(Long.MAX_VALUE)).outageId()).isEqualTo("g/a");
    assertThat(inquiry.at(new TaiInstant(Long.MIN_VALUE)).outageId()).isEqualTo("g/b");
    assertThat(inquiry.at(new TaiInstant(0)).kind()).isEqualTo(Kind.NO_HOST_EVENT);
  }

  @Test
  void answer_holdsTheEntriesByNumber_andToutAsItStands() {
    WrittenBooks books = WrittenBooks.read("outage a 1000 3000 error=10 left=2000,500,0");
    List<Entry> backwards = new ArrayList<>(books.entries());
    Collections.reverse(backwards);

    Answer answer = Inquiry.of("g", backwards, List.of()).at(new TaiInstant(2000));

    assertThat(answer.entries()).containsExactlyElementsOf(books.entries()).hasSize(3);
    assertThat(answer.toutNanos()).isEqualTo(2000);
    assertThat(answer.guest()).isEqualTo("g");
  }

  private static void assertAnswers(String books, String answers) {
    WrittenBooks written = WrittenBooks.read(books);
    assertAnswers(Inquiry.of("g", written.entries(), written.alerts()), answers);
  }

  private static void assertAnswersWithoutAlerts(String books, String answers) {
    assertAnswers(Inquiry.of("g", WrittenBooks.read(books).entries(), null), answers);
  }

  /** Each line is an instant, its answer, the outage if any, and a remark. */
  private static void assertAnswers(Inquiry inquiry, String answers) {
    answers
        .lines()
        .map(line -> line.strip().split("\\s+", 4))
        .forEach(
            words -> {
              Answer answer = inquiry.at(new TaiInstant(Long.parseLong(words[0])));

              assertThat(answer.kind()).as(words[0]).hasToString(words[1]);
              assertThat(answer.outageId())
                  .as(words[0])
                  .isEqualTo(words.length < 3 ? null : "g/" + words[2]);
              assertThat(answer.entries().isEmpty()).isEqualTo(words.length < 3);
            });
  }
}
