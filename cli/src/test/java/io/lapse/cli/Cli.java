package io.lapse.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command line, in this process. */
public final class Cli {
  /** The recorded runs, as the producers' tests have them. */
  public static final Path RECORDINGS = Path.of("../producers/src/test/resources/recordings/qmp");

  /** What a command did. */
  public record Result(int exitCode, String out, String err) {}

  private Cli() {}

  public static Result run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    int exitCode = Lapse.run(words, new PrintWriter(out), new PrintWriter(err));
    return new Result(exitCode, out.toString(), err.toString());
  }

  /** The manifest of a recorded run. */
  public static Path manifest(String run) {
    Path manifest = RECORDINGS.resolve(run).resolve("manifest.json");
    if (!Files.exists(manifest)) {
      throw new IllegalArgumentException("no such recording: " + run);
    }
    return manifest;
  }
}
