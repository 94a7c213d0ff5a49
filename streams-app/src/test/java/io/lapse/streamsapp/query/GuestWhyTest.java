package io.lapse.streamsapp.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.query.Answer;
import io.lapse.ledger.query.Inquiry;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.query.GuestWhy.PastReader;
import io.lapse.streamsapp.records.GuestTopics.Past;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the same question, asked of all that a replay of the same inputs writes. */
class GuestWhyTest {
  private static final PastReader NOBODY =
      guest -> {
        throw new AssertionError("the state should have known");
      };

  private static List<TaiInstant> instants(LivedGuest guest, Random random) {
    List<TaiInstant> instants = new ArrayList<>();
    for (Entry entry : guest.replayed()) {
      for (TaiInstant end : new TaiInstant[] {entry.stoppedAt(), entry.restartedAt()}) {
        if (end != null) {
          long tout = entry.toutNanos() == null ? 0 : Math.abs(entry.toutNanos());
          instants.add(end.plus(random.nextInt(3) - 1));
          instants.add(end.plus(random.nextLong(1 + tout)));
          instants.add(end.plus(random.nextLong(600_000_000_000L)));
        }
      }
    }
    for (int i = 0; i < 30; i++) {
      instants.add(FleetPlan.START.plus(random.nextLong(LivedGuest.DAYS * 86_400_000_000_000L)));
    }
    return instants;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answers_areThoseOfAReplay_sealedOrNot(long seed) throws Exception {
    Random random = new Random(seed);
    Map<Answer.Kind, Integer> same = new EnumMap<>(Answer.Kind.class);
    int unknown = 0;
    int sealed = 0;
    for (LivedGuest guest : LivedGuest.fleet(seed)) {
      sealed += guest.state().counts().watermark().sealed() == null ? 0 : 1;
      GuestView view = GuestView.of(guest.state().snapshot(), Rules.DEFAULT);
      Past past = guest.past();
      Inquiry truth = guest.inquiry();
      for (TaiInstant at : instants(guest, random)) {
        Answer answer = GuestWhy.at(view, at, name -> past);

        if (answer == null) {
          unknown++;
        } else {
          assertThat(answer)
              .as("seed %s, %s at %s", seed, guest.name(), at)
              .isEqualTo(truth.at(at));
          same.merge(answer.kind(), 1, Integer::sum);
        }
      }
    }
    assertThat(sealed).as("seed " + seed).isPositive();
    assertThat(same).containsOnlyKeys(Answer.Kind.values());
    int all = unknown + same.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(unknown).as("of " + all).isLessThan(all / 20);
  }

  @Test
  void recentInstants_areKnownByTheState_alone() throws Exception {
    for (LivedGuest guest : LivedGuest.fleet(4)) {
      GuestView view = GuestView.of(guest.state().snapshot(), Rules.DEFAULT);
      for (Entry entry : view.entries()) {
        TaiInstant stop = entry.stoppedAt();
        TaiInstant sealed = view.sealedUpTo();
        if (stop != null && (sealed == null || stop.isAfter(sealed))) {
          assertThat(GuestWhy.at(view, stop, NOBODY)).isNotNull();
        }
      }
    }
  }

  @Test
  void sealedInstant_whosePastIsGone_isNotSaidToHaveBeenNothing() throws Exception {
    LivedGuest guest = LivedGuest.fleet(5).get(0);
    GuestView view = GuestView.of(guest.state().snapshot(), Rules.DEFAULT);

    assertThat(GuestWhy.at(view, FleetPlan.START, name -> new Past(List.of(), List.of()))).isNull();
    assertThatThrownBy(() -> GuestWhy.at(view, FleetPlan.START, NOBODY))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void historyWithoutItsBeginning_answersForWhatCameMuchLater_only() throws Exception {
    int answered = 0;
    int refused = 0;
    for (LivedGuest guest : LivedGuest.fleet(6)) {
      Past past = guest.past();
      int cut = past.history().size() / 3;
      Past rest = new Past(past.history().subList(cut, past.history().size()), past.windows());
      GuestView view = GuestView.of(guest.state().snapshot(), Rules.DEFAULT);
      Inquiry truth = guest.inquiry();
      for (TaiInstant at : instants(guest, new Random(6))) {
        Answer answer = GuestWhy.at(view, at, name -> rest);
        if (answer == null) {
          refused++;
        } else if (answer.kind() == Answer.Kind.NO_HOST_EVENT) {
          answered++;
          assertThat(truth.at(at).kind()).as("%s at %s", guest.name(), at).isEqualTo(answer.kind());
        }
      }
    }
    assertThat(answered).isPositive();
    assertThat(refused).isPositive();
  }
}
