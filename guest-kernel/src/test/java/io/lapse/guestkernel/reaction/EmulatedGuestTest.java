package io.lapse.guestkernel.reaction;

import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.Notices;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which notices a guest answers, and how much it injects in all. */
class EmulatedGuestTest {
  private final EmulatedGuest guest = new EmulatedGuest("g");

  /** Each notice is {@code SEQUENCE:REMAINING/SEEN}, each answer {@code SEQUENCE:INJECTED}. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # rule                                  | notices               | answers
          in order                                | 1:60/0 2:5/1          | 1:60 2:5
          a duplicate is passed over              | 1:60/0 1:60/0         | 1:60
          so is a stale one                       | 2:60/0 1:99/0         | 2:60
          a skipped one is in the sum of the next | 1:60/0 4:300/1        | 1:60 4:300
          one that comes late comes too late      | 1:60/0 3:7/1 2:5/1    | 1:60 3:7
          raised before the reaction was seen     | 1:60/0 2:65/0         | 1:60 2:5
          two reactions on their way              | 1:60/0 2:65/0 3:72/0  | 1:60 2:5 3:7
          the first of them seen                  | 1:60/0 2:65/0 3:12/1  | 1:60 2:5 3:7
          compensated after all: taken back       | 1:60/0 2:-60/1        | 1:60 2:-60
          the same, before it was seen            | 1:60/0 2:0/0          | 1:60 2:-60
          nothing remains                         | 1:0/0                 | 1:0
          reactions are not booked: none counts   | 1:60/0 2:65/1 3:72/2  | 1:60 2:65 3:72
          """)
  void notices_areAnsweredOnce(String rule, String notices, String answers) {
    List<String> answered = new ArrayList<>();

    for (String written : notices.split(" ", -1)) {
      String[] parts = written.split("[:/]", -1);
      Notice notice = notice(number(parts[0]), number(parts[1]), number(parts[2]));
      answer(notice)
          .ifPresent(
              reaction -> answered.add(reaction.noticeSequence() + ":" + reaction.injectedNanos()));
    }

    assertThat(String.join(" ", answered)).as(rule).isEqualTo(answers);
  }

  @Test
  void noticeOfAnotherGuest_isABugOfTheCaller() {
    EmulatedGuest other = new EmulatedGuest("h");

    assertThatThrownBy(() -> other.answer(Notices.lost(1, 60, 60), KnownGuest.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("notice must be for h: g");
    assertThatThrownBy(() -> other.kernelAfter(Notices.lost(1, 60, 60), KnownGuest.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void answersOfAnEarlierLife_count() {
    guest.hasReacted(1, 60);
    guest.hasReacted(2, 5);

    assertThat(answer(Notices.lost(2, 5, 5))).isEmpty();
    assertThat(answer(notice(3, 12, 1))).map(Reaction::injectedNanos).contains(7L);
  }

  @Test
  void noticeThatDoesNotFit_isNotAnswered_andTheNextIs() {
    Notice tooFar = Notices.notice(1, "g/1", 60, 0, Long.MAX_VALUE, 60, 0, InjectAs.OFFSET);

    assertThatThrownBy(() -> answer(tooFar)).isInstanceOf(IllegalArgumentException.class);

    assertThat(guest.hasAnswered(tooFar)).isFalse();
    assertThat(answer(Notices.lost(1, 60, 60))).isPresent();
    assertThat(guest.hasAnswered(tooFar)).isTrue();
  }

  /**
   * The rule that matters: whatever the ledger had seen when it wrote a notice, the guest ends with
   * everything injected once.
   */
  @Property
  void everythingLost_isInjectedOnce_howeverLateTheLedgerSees(
      @ForAll @Size(min = 1, max = 40) List<@LongRange(min = -1_000, max = 1_000) Long> lost,
      @ForAll @IntRange(min = 0, max = 5) int lag) {
    EmulatedGuest one = new EmulatedGuest("g");
    long[] injected = new long[lost.size() + 1];
    long lostSum = 0;
    long injectedSum = 0;

    for (int sequence = 1; sequence <= lost.size(); sequence++) {
      lostSum += lost.get(sequence - 1);
      int seen = Math.max(0, sequence - 1 - lag);
      long seenSum = IntStream.rangeClosed(1, seen).mapToLong(i -> injected[i]).sum();
      Notice notice = notice(sequence, lostSum - seenSum, seen);
      injected[sequence] =
          one.answer(notice, KnownGuest.UNKNOWN).orElseThrow().reaction().injectedNanos();
      injectedSum += injected[sequence];
    }

    assertThat(injectedSum).isEqualTo(lostSum);
  }

  /**
   * Killed at any moment, and told of what it published: its successor goes on as it would have.
   */
  @Property
  void guestThatIsStartedAgain_answersAsIfItHadNot(
      @ForAll @Size(min = 1, max = 20) List<@LongRange(min = -1_000, max = 1_000) Long> lost,
      @ForAll @IntRange(min = 0, max = 20) int killedAfter) {
    EmulatedGuest steady = new EmulatedGuest("g");
    EmulatedGuest killed = new EmulatedGuest("g");
    List<Reaction> published = new ArrayList<>();
    long lostSum = 0;

    for (int sequence = 1; sequence <= lost.size(); sequence++) {
      if (sequence == killedAfter) {
        EmulatedGuest successor = new EmulatedGuest("g");
        published.forEach(
            reaction -> successor.hasReacted(reaction.noticeSequence(), reaction.injectedNanos()));
        killed = successor;
      }
      lostSum += lost.get(sequence - 1);
      Notice notice = notice(sequence, lostSum, 0);
      Optional<NoticeReaction.Answer> expected = steady.answer(notice, KnownGuest.UNKNOWN);

      Optional<NoticeReaction.Answer> answer = killed.answer(notice, KnownGuest.UNKNOWN);

      assertThat(answer).isEqualTo(expected);
      answer.map(NoticeReaction.Answer::reaction).ifPresent(published::add);
    }
  }

  @Test
  void kernelAfter_isTheOneThatReacted_orTheOneThatHasNotYet() {
    Notice notice = Notices.lost(1, 60 * SECOND, 60 * SECOND);
    long behind = guest.kernelAfter(notice, KnownGuest.UNKNOWN).read(Clock.TAI);

    NoticeReaction.Answer answer = guest.answer(notice, KnownGuest.UNKNOWN).orElseThrow();

    assertThat(behind).isEqualTo(notice.restartedAt().nanos() - 60 * SECOND);
    assertThat(guest.kernelAfter(notice, KnownGuest.UNKNOWN).snapshot()).isEqualTo(answer.after());
  }

  @Test
  void kernelAfter_countsWhatCrossedTheNotice_onceOnly() {
    guest.answer(notice(1, 60, 0), KnownGuest.UNKNOWN);
    Notice crossed = notice(2, 65, 0);

    NoticeReaction.Answer answer = guest.answer(crossed, KnownGuest.UNKNOWN).orElseThrow();

    assertThat(guest.kernelAfter(crossed, KnownGuest.UNKNOWN).snapshot()).isEqualTo(answer.after());
    assertThat(answer.after().clocks().taiNanos()).isEqualTo(crossed.restartedAt().nanos());
  }

  private Optional<Reaction> answer(Notice notice) {
    return guest.answer(notice, KnownGuest.UNKNOWN).map(NoticeReaction.Answer::reaction);
  }

  private static Notice notice(long sequence, long remainingNanos, long reactionsSeen) {
    return Notices.notice(
        sequence, "g/" + sequence, 0, 0, 0, remainingNanos, reactionsSeen, InjectAs.OFFSET);
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }
}
