package io.lapse.guestkernel.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReactionLogTest {

  @Test
  void unseen_isWhatTheLedgerHasNotSeen() {
    ReactionLog log = ReactionLog.EMPTY.with(1, 10).with(2, 200).with(5, -3_000);

    assertThat(log.unseenInjectedNanos(0)).isEqualTo(-2_790);
    assertThat(log.unseenInjectedNanos(1)).isEqualTo(-2_800);
    assertThat(log.unseenInjectedNanos(2)).isEqualTo(-3_000);
    assertThat(log.unseenInjectedNanos(4)).isEqualTo(-3_000);
    assertThat(log.unseenInjectedNanos(5)).isZero();
    assertThat(log.unseenInjectedNanos(Long.MAX_VALUE)).isZero();
  }

  @Test
  void with_anAnswerTwice_countsOnce() {
    ReactionLog log = ReactionLog.EMPTY.with(2, 200).with(2, 200).with(1, 10);

    assertThat(log.unseenInjectedNanos(0)).isEqualTo(200);
    assertThat(log.lastSequence()).isEqualTo(2);
  }

  @Test
  void prunedTo_forgetsAmounts_notThatTheyWereAnswered() {
    ReactionLog log = ReactionLog.EMPTY.with(1, 10).with(2, 200).prunedTo(2);

    assertThat(log.size()).isZero();
    assertThat(log.unseenInjectedNanos(0)).isZero();
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
    assertThat(log.unseenInjectedNanos(0)).isEqualTo(answers * (answers + 1) / 2);
    assertThat(log.unseenInjectedNanos(answers - 2)).isEqualTo(answers - 1 + answers);
  }
}
