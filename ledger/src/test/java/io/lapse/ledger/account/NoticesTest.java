package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.RanOn;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a notice tells besides its outage. */
class NoticesTest {

  /** Without its reactions in the books a guest has nothing to allow for either. */
  @Test
  void emulatedReactionsThatAreNotBooked_areNotToBeAllowedFor() {
    List<Notice> notices =
        notices(
            Story.accepting(ReactionOrigin.REPORTED),
            """
            100 h0 stop
            160 h1 restart
            160 - reacted notice=1 injected=60 origin=emulated
            400 h1 stop
            430 h2 restart
            700 h2 stop
            705 h3 restart
            """);

    assertThat(notices)
        .extracting(notice -> notice.remainingNanos() / Story.MILLI)
        .containsExactly(60L, 90L, 95L);
    assertThat(notices).extracting(Notice::reactionsSeen).containsExactly(0L, 1L, 2L);
  }

  /** The clocks at the last stop, by the inventory taken at 50 ms. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          it ran                    |                                                       | 450 450
          it stood still before     | 100 h0 stop; 160 h1 restart                           | 390 390
          and was compensated       | 100 h0 stop; 160 h1 restart by=60                     | 450 450
          it slept before           | 100 h0 stop reason=sleep; 160 h0 restart mode=wakeup  | 390 450
          it was reset before       | 100 h0 reset                                          | -
          reset while it stands     | 510 h1 reset                                          | -
          another inventory since   | 300 h0 inventory timers=tai@1                         | 200 200
          """)
  void notice_saysHowFarTheGuestRanOn(String rule, @Nullable String before, String ranOn) {
    String story =
        "50 h0 inventory timers=tai@1\n"
            + Objects.requireNonNullElse(before, "").replace("; ", "\n")
            + "\n500 h1 stop\n560 h2 restart\n";
    List<Notice> notices = notices(Rules.DEFAULT, inOrder(story));

    RanOn found = notices.get(notices.size() - 1).ranOn();

    assertThat(found == null ? "-" : line(found)).as(rule).isEqualTo(ranOn);
  }

  private static String line(RanOn ranOn) {
    return ranOn.monotonicNanos() / Story.MILLI + " " + ranOn.boottimeNanos() / Story.MILLI;
  }

  @Test
  void notice_namesTheInventoryFromWhichItCounts() {
    List<Notice> notices =
        notices(
            Rules.DEFAULT,
            """
            50 h0 inventory timers=tai@1
            100 h0 stop
            110 h0 inventory timers=tai@1
            160 h1 restart
            """);

    RanOn ranOn = Objects.requireNonNull(notices.get(0).ranOn());
    assertThat(ranOn.since()).isEqualTo(new TaiInstant(Story.EPOCH + 50 * Story.MILLI));
  }

  private static String inOrder(String story) {
    return String.join(
        "\n",
        story
            .lines()
            .filter(line -> !line.isBlank())
            .sorted(Comparator.comparingLong(NoticesTest::millis))
            .toList());
  }

  private static long millis(String line) {
    return Long.parseLong(line.strip().split(" ", -1)[0]);
  }

  private static List<Notice> notices(Rules rules, String story) {
    GuestState state = GuestState.empty("g");
    List<Notice> notices = new ArrayList<>();
    for (LedgerInput input : Story.read(story)) {
      Step step = state.on(input, rules);
      state = step.next();
      notices.addAll(step.notices());
    }
    return notices;
  }
}
