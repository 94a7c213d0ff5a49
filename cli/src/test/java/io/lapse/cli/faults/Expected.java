package io.lapse.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.replay.Replay;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.schemas.json.EntryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What must come out.
 *
 * @param ledger the standing ledger, as lines of {@code ledger.jsonl}
 * @param refused what must lie in quarantine, as often as it was refused
 */
record Expected(List<String> ledger, List<Sent> refused) {

  /** What an undisturbed fold of all events gives, in stamp order. */
  static Expected of(List<LedgerInput> events) {
    List<LedgerInput> sorted = new ArrayList<>(events);
    sorted.sort(InputOrder.PUBLISH);
    return inOrder(sorted);
  }

  /** What an undisturbed fold gives in this very order. */
  static Expected inOrder(List<LedgerInput> events) {
    return new Expected(
        Replay.run(events, Rules.DEFAULT, false).entries().stream().map(EntryJson::write).toList(),
        List.of());
  }

  /** What {@code lapse replay} makes of recorded inputs. */
  static Expected ofReplay(Path manifest, Path out) throws IOException {
    Cli.Result replay = Cli.run("replay", "--manifest", manifest, "--out", out);
    assertThat(replay.exitCode()).as(replay.err()).isZero();
    return new Expected(Files.readAllLines(out.resolve("ledger.jsonl")), List.of());
  }

  Expected withRefused(List<Sent> all) {
    return new Expected(ledger, List.copyOf(all));
  }
}
