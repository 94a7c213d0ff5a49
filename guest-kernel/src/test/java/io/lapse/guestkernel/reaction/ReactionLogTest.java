package io.lapse.guestkernel.reaction;

import static io.lapse.ledger.notice.InjectAs.OFFSET;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.Notices;
import io.lapse.ledger.notice.Notice;
import org.junit.jupiter.api.Test;

class ReactionLogTest {

  @Test
  void unseen_isWhatTheLedgerHasNotSeen() {
    ReactionLog log = ReactionLog.EMPTY.with(1, 10).with(2, 200).with(5, -3_000);

    assertThat(log.unseenInjectedNanos(knowing(0))).isEqualTo(-2_790);
    assertThat(log.unseenInjectedNanos(knowing(1))).isEqualTo(-2_800);
    assertThat(log.unseenInjectedNanos(knowing(2))).isEqualTo(-3_000);
    assertThat(log.unseenInjectedNanos(knowing(4))).isEqualTo(-3_000);
    assertThat(log.unseenInjectedNanos(knowing(5))).isZero();
    assertThat(log.unseenInjectedNanos(knowing(Long.MAX_VALUE))).isZero();
  }

  @Test
  void unseen_isOfEarlierNoticesOnly() {
    ReactionLog log = ReactionLog.EMPTY.with(1, 10).with(2, 200);

    assertThat(log.unseenInjectedNanos(Notices.notice(2, "g/2", 0, 0, 0, 0, 0, OFFSET)))
        .isEqualTo(10);
    assertThat(log.injectedNanos(Notices.lost(2, 0, 0))).isEqualTo(200);
    assertThat(log.injectedNanos(Notices.lost(3, 0, 0))).isNull();
  }

  @Test
  void with_anAnswerTwice_countsOnce() {
    ReactionLog log = ReactionLog.EMPTY.with(2, 200).with(2, 200).with(1, 10);

    assertThat(log.unseenInjectedNanos(knowing(0))).isEqualTo(200);
    assertThat(log.lastSequence()).isEqualTo(2);
  }

  @Test
  void prunedTo_forgetsAmounts_notThatTheyWereAnswered() {
    ReactionLog log = ReactionLog.EMPTY.with(1, 10).with(2, 200).prunedTo(2);

    assertThat(log.size()).isZero();
    assertThat(log.unseenInjectedNanos(knowing(0))).isZero();
    assertThat(log.hasAnswered(1)).isTrue();
    assertThat(log.hasAnswered(2)).isTrue();
    assertThat(log.hasAnswered(3)).isFalse();
  }

  @Test
  void with_beyondTheMaximum_keepsTheSum() {
    ReactionLog log = ReactionLog.EMPTY;
    long answers = 3L * ReactionLog.UNSEEN_MAX;

    for (long sequence = 1; sequence <= answers; sequence++) {
      log = log.with(sequence, sequence);
    }

    assertThat(log.size()).isEqualTo(ReactionLog.UNSEEN_MAX);
    assertThat(log.unseenInjectedNanos(knowing(0))).isEqualTo(answers * (answers + 1) / 2);
    assertThat(log.unseenInjectedNanos(knowing(answers - 2))).isEqualTo(answers - 1 + answers);
  }

  /** The latest notice of all, which allows for the reactions up to a sequence. */
  private static Notice knowing(long reactionsSeen) {
    Notice any = Notices.lost(1, 0, 0);
    return new Notice(
        "g",
        any.outageId(),
        Long.MAX_VALUE,
        any.restartedAt(),
        0L,
        0L,
        0,
        0,
        0,
        reactionsSeen,
        OFFSET,
        0,
        null);
  }
}
