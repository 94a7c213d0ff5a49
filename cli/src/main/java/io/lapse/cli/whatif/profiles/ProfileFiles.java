package io.lapse.cli.whatif.profiles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.producers.Sources;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Manifest;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Files of profiles and inventories: lines of {@code jsonl}, an {@code avro} file, or else one
 * profile, which must name its guest; or an input as {@code --input} takes it.
 */
public final class ProfileFiles implements HostEventSource.Sink {
  private final List<GuestEvent> told = new ArrayList<>();
  private final Consumer<String> problems;

  private ProfileFiles(Consumer<String> problems) {
    this.problems = problems;
  }

  /**
   * Reads them all.
   *
   * @param names files, or inputs
   * @param problems takes what was wrong, a line each
   */
  public static ToldProfiles read(List<String> names, Consumer<String> problems) {
    ProfileFiles files = new ProfileFiles(problems);
    for (String name : names) {
      Manifest manifest = Manifest.ofArguments(List.of(argument(name)));
      manifest.problems().forEach(files::report);
      for (SourceInput input : manifest.inputs()) {
        Sources.of(input).read(files);
      }
    }
    return new ToldProfiles(files.told);
  }

  private static String argument(String name) {
    if (name.contains("=")) {
      return name;
    }
    if (name.endsWith(".jsonl") || name.endsWith(".avro")) {
      return "format=" + name.substring(name.lastIndexOf('.') + 1) + ",path=" + name;
    }
    String guest = guest(Path.of(name));
    return (guest == null ? "" : "guest=" + guest + ",")
        + "format=profile,clock_error_ns=0,path="
        + name;
  }

  /** The guest that a profile names; null if it names none, which its reader will complain of. */
  private static @Nullable String guest(Path file) {
    try {
      JsonNode guest = new ObjectMapper().readTree(file.toFile()).path("guest");
      return guest.isTextual() ? guest.asText() : null;
    } catch (IOException e) {
      return "?";
    }
  }

  @Override
  public void accept(LedgerInput input, Location where) {
    if (input instanceof GuestEvent.Profile || input instanceof GuestEvent.Inventory) {
      told.add((GuestEvent) input);
    } else {
      report(Problem.refused(where, "expected a profile or an inventory of a guest"));
    }
  }

  @Override
  public void report(Problem problem) {
    problems.accept(problem.toString());
  }
}
