package io.lapse.cli.replay;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.Manifest;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whose reactions a replay books.
 *
 * @param accepted the origins that count
 * @param emulated whether an emulated guest answers each notice
 * @param recorded reactions from a file
 * @param problems what is wrong with that file
 */
record ReactionsMode(
    Set<ReactionOrigin> accepted,
    boolean emulated,
    List<LedgerInput> recorded,
    List<Problem> problems) {

  static final String NONE = "none";
  static final String EMULATED = "emulated";

  /** {@code none}, {@code emulated}, or a file of JSON lines. */
  static ReactionsMode parse(String text) {
    return switch (text) {
      case NONE -> new ReactionsMode(Set.of(ReactionOrigin.REPORTED), false, List.of(), List.of());
      case EMULATED ->
          new ReactionsMode(Set.of(ReactionOrigin.values()), true, List.of(), List.of());
      default -> file(text);
    };
  }

  private static ReactionsMode file(String path) {
    SourceInput input =
        new SourceInput(
            path, Path.of(path), null, null, Format.JSONL, 0, null, CounterWhilePaused.UNKNOWN);
    Recordings.Reading reading = Recordings.read(new Manifest(List.of(input), List.of()));
    List<LedgerInput> reactions = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(reading.problems());
    for (LedgerInput event : reading.inputs()) {
      if (event instanceof GuestEvent.Reacted) {
        reactions.add(event);
      } else {
        reading
            .where(event.id())
            .ifPresent(
                where ->
                    problems.add(Problem.refused(where, "expected an event of kind reaction")));
      }
    }
    return new ReactionsMode(Set.of(ReactionOrigin.values()), false, reactions, problems);
  }
}
