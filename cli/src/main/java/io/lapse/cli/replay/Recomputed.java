package io.lapse.cli.replay;

import io.lapse.ledger.account.Entry;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.json.EntryJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A ledger made again from its inputs, to be held against one that claims to be it. */
public final class Recomputed {
  private static final int DIFFERENCES_MAX = 10;

  private final List<Entry> entries;

  private Recomputed(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * Makes it.
   *
   * @throws picocli.CommandLine.ParameterException if the policy is none
   */
  public static Recomputed from(
      CommandLine command, Path manifest, @Nullable String policy, String reactions) {
    ReplayRequest request = ReplayRequest.parse(command, policy, reactions);
    Recordings.Reading reading = Recordings.read(Manifest.load(manifest));
    reading.problems().forEach(command.getErr()::println);
    return new Recomputed(request.run(request.inputs(reading.inputs())).entries());
  }

  /** The first lines that differ; empty if none does. */
  public List<String> differencesFrom(Path file, List<Entry> claimed) {
    List<String> differences = new ArrayList<>();
    int lines = Math.max(claimed.size(), entries.size());
    for (int i = 0; i < lines && differences.size() < DIFFERENCES_MAX; i++) {
      Entry theirs = i < claimed.size() ? claimed.get(i) : null;
      Entry ours = i < entries.size() ? entries.get(i) : null;
      if (theirs == null || !theirs.equals(ours)) {
        differences.add(
            file
                + ":"
                + (i + 1)
                + ": the inputs give "
                + (ours == null ? "no such entry" : EntryJson.write(ours)));
      }
    }
    return differences;
  }
}
