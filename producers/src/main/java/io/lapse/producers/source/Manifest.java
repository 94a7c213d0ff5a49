package io.lapse.producers.source;

import java.nio.file.Path;
import java.util.List;

/**
 * The list of inputs, and what was wrong with it. An entry with a problem is left out; the others
 * stand.
 *
 * @param inputs in the order in which they are listed
 * @param problems in the order in which they were found
 */
public record Manifest(List<SourceInput> inputs, List<Problem> problems) {

  public Manifest {
    inputs = List.copyOf(inputs);
    problems = List.copyOf(problems);
  }

  /** The list in a manifest: JSON, paths relative to it. */
  public static Manifest load(Path file) {
    return new ManifestFile(file).load();
  }

  /** The list that the command line states: one {@code host=H,guest=G,format=F,path=P} each. */
  public static Manifest ofArguments(List<String> arguments) {
    InputListing listing = new InputListing();
    arguments.forEach(argument -> new InputArgument(argument).addTo(listing));
    return listing.toManifest();
  }
}
