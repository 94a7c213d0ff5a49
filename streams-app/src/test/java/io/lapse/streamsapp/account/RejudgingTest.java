package io.lapse.streamsapp.account;

import static io.lapse.streamsapp.DrivenLedger.move;
import static io.lapse.streamsapp.DrivenLedger.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.DrivenLedger;
import io.lapse.streamsapp.policy.PolicyView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that comes late finds its guests, without an input of theirs, and after a crash too. */
class RejudgingTest {
  @TempDir private Path folder;

  private final List<String> judged = new ArrayList<>();
  private final KeyValueStore<String, byte[]> states = store("states", Serdes.ByteArray());
  private final KeyValueStore<String, Long> offsets = store("offsets", Serdes.Long());

  private static <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
    KeyValueStore<String, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }

  private Rejudging starting(PolicyView view) {
    return new Rejudging(states, new Progress(offsets), judged::add, view);
  }

  private static PolicyView view(Policy... policies) {
    List<PolicyView.Accepted> accepted = new ArrayList<>();
    for (Policy policy : policies) {
      accepted.add(new PolicyView.Accepted(accepted.size() * 2L, policy));
    }
    return new PolicyView(accepted, List.of());
  }

  private void guests(int count) {
    for (int i = 0; i < count; i++) {
      String guest = String.format(Locale.ROOT, "guest-%04d", i);
      GuestState state = GuestState.empty(guest);
      for (HostEvent event : move(guest, 100, 160)) {
        state = state.on(event, Rules.DEFAULT).next();
      }
      states.put(guest, Topics.guestStateBytes().write(state));
    }
  }

  @Test
  void guests_areLookedAtAFewAtATime_eachOnce() {
    guests(2 * Rejudging.GUESTS_MAX);
    PolicyView view = view(policy(1, 0, 60));
    Rejudging rejudging = starting(PolicyView.NONE);

    rejudging.run(view);
    assertThat(judged).hasSize(Rejudging.GUESTS_MAX);
    for (int i = 0; i < 4; i++) {
      rejudging.run(view);
    }

    assertThat(judged).hasSize(2 * Rejudging.GUESTS_MAX).doesNotHaveDuplicates();
    assertThat(new Progress(offsets).judged()).isEqualTo(view.lastOffset());
  }

  @Test
  void policyThatHoldsLater_concernsNobody() {
    guests(2);

    starting(PolicyView.NONE).run(view(policy(1, 161, 60)));

    assertThat(judged).isEmpty();
    assertThat(new Progress(offsets).judged()).isZero();
  }

  @Test
  void crashInTheMiddle_beginsAnew_andFinishedWorkIsNotRepeated() {
    guests(Rejudging.GUESTS_MAX + 1);
    PolicyView view = view(policy(1, 0, 60));
    starting(PolicyView.NONE).run(view);

    Rejudging again = starting(view);
    again.run(view);
    again.run(view);
    assertThat(judged).hasSize(2 * Rejudging.GUESTS_MAX + 1);
    starting(view).run(view);

    assertThat(judged).hasSize(2 * Rejudging.GUESTS_MAX + 1);
  }

  @Test
  void policyInTheMiddle_beginsAnew() {
    guests(Rejudging.GUESTS_MAX + 1);
    Rejudging rejudging = starting(PolicyView.NONE);
    rejudging.run(view(policy(1, 0, 60)));
    judged.clear();

    PolicyView more = view(policy(1, 0, 60), policy(2, 150, 70));
    rejudging.run(more);
    rejudging.run(more);

    assertThat(judged).hasSize(Rejudging.GUESTS_MAX + 1).doesNotHaveDuplicates();
    assertThat(new Progress(offsets).judged()).isEqualTo(2);
  }

  @Test
  void instanceThatDoesNotKnowAPolicyYet_judgesByItWhenItComes() {
    guests(1);
    new Progress(offsets).judged(2);
    PolicyView less = view(policy(1, 0, 60));

    Rejudging rejudging = starting(less);
    rejudging.note();
    assertThat(new Progress(offsets).judged()).isZero();
    rejudging.run(view(policy(1, 0, 60), policy(2, 150, 70)));

    assertThat(judged).containsExactly("guest-0000");
  }

  @Test
  void latePolicy_isInTheLedger_withoutAnotherInput() {
    try (DrivenLedger ledger = DrivenLedger.start(folder)) {
      ledger.takes(move("a", 100, 160)).takes(move("b", 100, 190));
      assertThat(ledger.standing()).extracting(Entry::policy).containsOnly("default@0");

      ledger.takes(policy(1, 0, 2_100)).waits(100);

      assertThat(ledger.standing()).extracting(Entry::policy).containsOnly("default@1");
      assertThat(ledger.standing()).extracting(Entry::guest).containsExactly("a", "b");
      assertThat(ledger.store(Progress.STORE).get("judged")).isEqualTo(0L);
    }
  }

  @Test
  void policyBeforeItsOutage_judgesIt() {
    try (DrivenLedger ledger = DrivenLedger.start(folder)) {
      ledger.takes(policy(1, 150, 60)).takes(move("a", 10, 20)).takes(move("a", 100, 160));

      assertThat(ledger.standing())
          .extracting(Entry::policy)
          .containsExactly("default@0", "default@1");
    }
  }
}
