package io.lapse.producers;

import io.lapse.producers.source.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of guests that the tests read. */
final class GuestFiles {
  private static final String EXPECTED = ".expected";

  private GuestFiles() {}

  /** A file, and how it is written. */
  record GuestFile(Format format, Path path) {
    /** What is to become of it. */
    Path expected() {
      return path.resolveSibling(path.getFileName() + EXPECTED);
    }

    @Override
    public String toString() {
      return format + " " + path.getFileName();
    }
  }

  static List<GuestFile> all() {
    List<GuestFile> files = new ArrayList<>();
    files.addAll(in(Recorded.folder().resolve("timer_list"), Format.TIMER_LIST));
    files.addAll(in(folder("timer_list"), Format.TIMER_LIST));
    files.addAll(in(folder("profile"), Format.PROFILE));
    files.addAll(in(folder("chrony"), Format.CHRONY));
    files.addAll(in(folder("adjtimex"), Format.ADJTIMEX));
    return files;
  }

  private static List<GuestFile> in(Path folder, Format format) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.toString().endsWith(EXPECTED))
          .sorted()
          .map(file -> new GuestFile(format, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(String format) {
    try {
      return Path.of(
          Objects.requireNonNull(GuestFiles.class.getResource("/guest-sources/" + format)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
