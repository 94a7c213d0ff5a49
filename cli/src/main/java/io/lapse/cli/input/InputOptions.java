package io.lapse.cli.input;

import io.lapse.producers.Recordings;
import io.lapse.producers.Recordings.Reading;
import io.lapse.producers.source.Manifest;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * {@code --manifest} and {@code --input}, each again and again; at least one of them. A command
 * that can do without has {@link Inputs} as a group of its own.
 */
public final class InputOptions {
  @ArgGroup(exclusive = false, multiplicity = "1")
  private Inputs named = new Inputs();

  /** The options themselves. */
  public static final class Inputs {
    @Option(
        names = "--manifest",
        paramLabel = "FILE",
        description = "JSON list of inputs, with paths relative to it; may be repeated.")
    private List<Path> manifests = new ArrayList<>();

    @Option(
        names = "--input",
        paramLabel = "host=H,guest=G,format=F,path=P",
        description =
            "One input; also clock_error_ns=N, tai_ns=N, tai_offset_s=N,"
                + " counter_while_paused=stops|runs|unknown. May be repeated.")
    private List<String> inputs = new ArrayList<>();

    /** Reads what they name. */
    public Reading read() {
      return Recordings.read(manifest());
    }

    /** What they name, and what was wrong with that. */
    public Manifest manifest() {
      List<SourceInput> all = new ArrayList<>();
      List<Problem> problems = new ArrayList<>();
      manifests.forEach(file -> add(Manifest.load(file), all, problems));
      add(Manifest.ofArguments(inputs), all, problems);
      return new Manifest(all, problems);
    }

    /** The manifests, then the inputs, as the user named them. */
    public List<String> names() {
      List<String> names = new ArrayList<>();
      manifests.forEach(file -> names.add(file.toString()));
      names.addAll(inputs);
      return names;
    }
  }

  /** Reads them all. */
  public Reading read() {
    return named.read();
  }

  private static void add(Manifest manifest, List<SourceInput> inputs, List<Problem> problems) {
    inputs.addAll(manifest.inputs());
    problems.addAll(manifest.problems());
  }
}
