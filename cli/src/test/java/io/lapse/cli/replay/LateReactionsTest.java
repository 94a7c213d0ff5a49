package io.lapse.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.guestkernel.reaction.EmulatedGuest;
import io.lapse.guestkernel.reaction.KnownGuest;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.notice.Notice;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.json.EntryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A live ledger raises its notices before the reactions to earlier ones have come back. Its books
 * are those of a replay, in which every reaction comes at once.
 */
class LateReactionsTest {
  private static final Rules RULES = new Rules(List.of(), Set.of(ReactionOrigin.values()));

  static List<String> runs() throws IOException {
    return RecordingsTest.runs();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void books_withReactionsLate_areThoseOfAReplay(String run) {
    long seed = System.nanoTime();
    List<LedgerInput> inputs = inputs(run);
    List<Entry> expected = Replay.run(inputs, RULES, true).entries();

    List<Entry> live = live(inputs, new Random(seed));

    assertThat(live.stream().map(EntryJson::write))
        .as("seed " + seed)
        .containsExactlyElementsOf(expected.stream().map(EntryJson::write).toList());
  }

  private static List<LedgerInput> inputs(String run) {
    boolean claims = Files.exists(Cli.RECORDINGS.resolve(run).resolve("manifest-claims.json"));
    String manifest = claims ? "manifest-claims.json" : "manifest.json";
    return Recordings.read(Manifest.load(Cli.RECORDINGS.resolve(run).resolve(manifest))).inputs();
  }

  /** Each reaction comes back after a random number of further inputs. */
  private static List<Entry> live(List<LedgerInput> inputs, Random random) {
    String guest = inputs.get(0).guest();
    EmulatedGuest kernel = new EmulatedGuest(guest);
    GuestState state = GuestState.empty(guest);
    List<LedgerInput> reactions = new ArrayList<>();
    for (LedgerInput input : inputs) {
      Step step = state.on(input, RULES);
      state = step.next();
      for (Notice notice : step.notices()) {
        kernel
            .answer(notice, KnownGuest.UNKNOWN)
            .ifPresent(answer -> reactions.add(answer.reaction().toEvent()));
      }
      if (!reactions.isEmpty() && random.nextInt(8) == 0) {
        state = state.on(reactions.remove(0), RULES).next();
      }
    }
    for (LedgerInput reaction : reactions) {
      state = state.on(reaction, RULES).next();
    }
    return state.entries();
  }
}
