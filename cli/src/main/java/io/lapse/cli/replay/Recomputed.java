package io.lapse.cli.replay;

import io.lapse.ledger.account.Entry;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A ledger made again from its inputs, to be held against one that claims to be it. */
public final class Recomputed {
  private final List<Entry> entries;

  private Recomputed(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * Makes it.
   *
   * @param priors what it was made with; null for none
   * @throws picocli.CommandLine.ParameterException if the policy is none, or the priors
   */
  public static Recomputed from(
      CommandLine command,
      Path manifest,
      @Nullable String policy,
      String reactions,
      @Nullable Path priors) {
    ReplayRequest request =
        ReplayRequest.parse(command, policy, reactions).withPriors(command, priors);
    Recordings.Reading reading = Recordings.read(Manifest.load(manifest));
    reading.problems().forEach(command.getErr()::println);
    return new Recomputed(request.run(request.inputs(reading.inputs())).entries());
  }

  /** The standing ledger that the inputs give, in its order. */
  public List<Entry> entries() {
    return entries;
  }
}
