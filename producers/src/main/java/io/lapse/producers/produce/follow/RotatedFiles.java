package io.lapse.producers.produce.follow;

import io.lapse.producers.source.LineForm;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a path's file became when it was rotated: {@code x.log} is now {@code x.log.1}. */
final class RotatedFiles {
  private final Path path;
  private final LineForm form;

  RotatedFiles(Path path, LineForm form) {
    this.path = path;
    this.form = form;
  }

  private record Sibling(Path file, FileTime modified) {}

  /**
   * The file of a position, at that position, and behind it those that came after it, oldest first;
   * empty if it is gone. A copy of it does as well.
   */
  Deque<OpenFile> from(FilePosition position) throws IOException {
    Deque<OpenFile> found = new ArrayDeque<>();
    List<Sibling> siblings = siblings();
    Sibling same = same(siblings, position);
    if (same == null) {
      return found;
    }
    for (Sibling sibling : siblings) {
      boolean isSame = sibling.equals(same);
      if (isSame || isLater(sibling, same)) {
        OpenFile file = openOrNull(sibling.file);
        if (file != null) {
          if (isSame) {
            file.resume(position);
          }
          found.add(file);
        }
      }
    }
    return found;
  }

  /** Whether a file that is open is one of them: it is not deleted then, and may grow. */
  boolean have(OpenFile file) throws IOException {
    for (Sibling sibling : siblings()) {
      if (file.key().equals(OpenFile.keyOrNull(sibling.file))) {
        return true;
      }
    }
    return false;
  }

  /** By its time, and a name that rotation gives: {@code x.log.1}, {@code x.log-20260131}. */
  private boolean isLater(Sibling sibling, Sibling same) {
    int own = String.valueOf(path.getFileName()).length();
    String suffix = String.valueOf(sibling.file.getFileName()).substring(own);
    // Of two that were written at once, the later one is read twice rather than not at all.
    return sibling.modified.compareTo(same.modified) >= 0 && suffix.matches("[.-]\\d[\\d.T_:-]*");
  }

  private @Nullable Sibling same(List<Sibling> siblings, FilePosition position) throws IOException {
    Sibling same = null;
    for (Sibling sibling : siblings) {
      try (OpenFile file = openOrNull(sibling.file)) {
        if (file == null || !file.holds(position)) {
          continue;
        }
        if (file.key().equals(position.key())) {
          return sibling;
        }
        if (position.print().bytes() > 0) {
          same = sibling;
        }
      }
    }
    return same;
  }

  private @Nullable OpenFile openOrNull(Path file) throws IOException {
    try {
      return OpenFile.open(file, file.toString(), form);
    } catch (NoSuchFileException e) {
      return null; // Rotation goes on meanwhile.
    }
  }

  /** Oldest first. */
  private List<Sibling> siblings() throws IOException {
    List<Sibling> siblings = new ArrayList<>();
    Path folder = path.toAbsolutePath().getParent();
    String own = String.valueOf(path.getFileName());
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder, file -> String.valueOf(file.getFileName()).startsWith(own))) {
      for (Path file : files) {
        String sibling = String.valueOf(file.getFileName());
        if (!sibling.equals(own) && !isCompressed(sibling) && Files.isRegularFile(file)) {
          siblings.add(new Sibling(file, Files.getLastModifiedTime(file)));
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    // x.log.2 was written before x.log.1.
    siblings.sort(
        Comparator.comparing(Sibling::modified)
            .thenComparing(sibling -> sibling.file.toString(), Comparator.reverseOrder()));
    return siblings;
  }

  private static boolean isCompressed(String name) {
    return name.endsWith(".gz")
        || name.endsWith(".xz")
        || name.endsWith(".bz2")
        || name.endsWith(".zst");
  }
}
