package io.lapse.cli.streams;

import io.lapse.cli.replay.PolicyOption;
import io.lapse.cli.replay.StopRange;
import io.lapse.cli.text.Instants;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.replay.ReplayName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a history is to be folded once more, as a command line states it. */
final class ReplayOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--replay",
      description =
          "Folds the history once more, under names of its own, up to where it ends now; then ends.")
  private boolean replay;

  @Option(
      names = "--policy",
      paramLabel = "KEY=VALUE,...|FILE",
      description =
          "With --replay: what to judge by in place of the policies of the topic, e.g."
              + " threshold_ns=100ms, which becomes default@1; or a JSON file of policies.")
  private @Nullable String policy;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "With --replay: shows outages that began then or later. RFC 3339 or tai:NANOS.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description = "With --replay: shows outages that began before that.")
  private @Nullable String to;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "With --replay: writes ledger.jsonl, notices.jsonl and replay.json there.")
  private @Nullable Path out;

  @Option(
      names = "--replay-id",
      paramLabel = "NAME",
      description =
          "With --replay: names its topics and its group. Default: the time of its start.")
  private @Nullable String replayId;

  @Option(
      names = "--json",
      description = "With --replay: prints the ledger as JSON lines, not as a table.")
  private boolean json;

  @Option(
      names = "--delete-after",
      description = "With --replay: removes its topics and its group when it has ended.")
  private boolean deleteAfter;

  @Option(
      names = "--clean",
      paramLabel = "NAME",
      description = "With --replay: removes topics and group of the replay of that name, and ends.")
  private @Nullable String clean;

  /** Picocli makes it, and sets its options before the command is called. */
  @SuppressWarnings("NullAway.Init")
  ReplayOptions() {}

  /** Whether a replay is asked for, or to be removed. */
  boolean isReplay() {
    return replay;
  }

  /**
   * Checks what needs no broker.
   *
   * @throws ParameterException if options contradict each other, or have no legal value
   */
  void check() {
    boolean anyOther =
        policy != null
            || from != null
            || to != null
            || out != null
            || replayId != null
            || json
            || deleteAfter;
    if (!replay && (anyOther || clean != null)) {
      throw wrong(
          "--policy, --from, --to, --out, --replay-id, --json, --delete-after and --clean"
              + " are of a replay: expected --replay beside them");
    }
    if (clean != null && anyOther) {
      throw wrong("--clean removes a replay and runs none: expected no other option of a replay");
    }
    if (from != null && to != null && !instant("--from", from).isBefore(instant("--to", to))) {
      throw wrong("--from: expected an instant before --to: " + from);
    }
    if (out != null) {
      ReplayFiles.requireRoom(out, spec.commandLine());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private TaiInstant instant(String option, String text) {
    try {
      return Instants.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }

  /** Those that judge in place of the topic's; null if those of the topic are to. */
  @Nullable List<Policy> policies() {
    try {
      return policy == null ? null : PolicyOption.parse(policy);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--policy: " + e.getMessage(), e);
    }
  }

  /** Which outages are shown. */
  Selection selection() {
    return new Selection(
        new StopRange(
            from == null ? null : instant("--from", from),
            to == null ? null : instant("--to", to)));
  }

  /** Its name: as stated, or after the time of its start. */
  ReplayName name(Instant start) {
    return replayId == null ? ReplayName.startedAt(start) : name("--replay-id", replayId);
  }

  /** Which replay is to be removed; null if none is. */
  @Nullable ReplayName clean() {
    return clean == null ? null : name("--clean", clean);
  }

  private ReplayName name(String option, String text) {
    try {
      return new ReplayName(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }

  @Nullable Path out() {
    return out;
  }

  boolean json() {
    return json;
  }

  boolean deleteAfter() {
    return deleteAfter;
  }
}
