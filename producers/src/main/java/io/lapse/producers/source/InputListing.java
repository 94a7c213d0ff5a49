package io.lapse.producers.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list of inputs as it grows: no file may be listed twice. */
final class InputListing {
  private final List<SourceInput> inputs = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Key, SourceInput> byFile = new HashMap<>();

  /**
   * A file, and the guest whose part of it is read; null where it is read for all that it tells of.
   */
  private record Key(Path file, @Nullable String guest) {}

  /** Takes an input, unless its file is already listed: one file tells of one guest's one host. */
  void add(SourceInput input, Location where, String place) {
    SourceInput first = byFile.putIfAbsent(keyOf(input), input);
    if (first == null) {
      inputs.add(input);
    } else {
      report(Problem.refused(where, place + listedTwice(first, input)));
    }
  }

  void report(Problem problem) {
    problems.add(problem);
  }

  Manifest toManifest() {
    return new Manifest(inputs, problems);
  }

  private static String listedTwice(SourceInput first, SourceInput second) {
    String path = "path " + second.path();
    if (!Objects.equals(first.guest(), second.guest())) {
      return path
          + " is listed for two guests, "
          + first.guest()
          + " and "
          + second.guest()
          + ": expected one guest a file; it is read for "
          + first.guest();
    }
    if (!Objects.equals(first.host(), second.host())) {
      return path
          + " is listed for two hosts, "
          + first.host()
          + " and "
          + second.host()
          + ": expected one host a file; it is read for "
          + first.host();
    }
    return path + " is listed twice: expected each file once; it is read once";
  }

  private static Key keyOf(SourceInput input) {
    return new Key(realPath(input.file()), input.format().isOfManyGuests() ? input.guest() : null);
  }

  /** Links and detours lead to the same file. A missing file is told apart by its name. */
  private static Path realPath(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }
}
