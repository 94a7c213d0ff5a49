package io.lapse.producers.produce.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatedFilesTest {
  @TempDir private Path folder;

  private Path log;

  @BeforeEach
  void setUp() {
    log = folder.resolve("x.log");
  }

  @Test
  void from_readsOnTheOldFile_thenWhatCameAfterIt_oldestFirst() throws Exception {
    FilePosition position = positionBehindTheFirstLine("a1\na2\n");
    move("x.log.3", 100);
    write("x.log.2", "b\n", 200);
    write("x.log.1", "c\n", 300);
    write("x.log", "d\n", 400);

    assertThat(linesFrom(position)).containsExactly("a2", "b", "c");
  }

  @Test
  void from_leavesOut_whatIsOlder_compressed_orOfAnotherName() throws Exception {
    FilePosition position = positionBehindTheFirstLine("a1\na2\n");
    write("x.log.2", "older\n", 50);
    move("x.log.1", 100);
    write("x.log.0.gz", "compressed\n", 200);
    write("x.log.bak", "a copy by hand\n", 200);
    write("y.log.1", "another\n", 200);

    assertThat(linesFrom(position)).containsExactly("a2");
  }

  @Test
  void from_takesACopy_forTheFileThatWasCut() throws Exception {
    FilePosition position = positionBehindTheFirstLine("a1\na2\n");
    write("x.log-20260131", "a1\na2\na3\n", 100);
    Files.delete(log);

    assertThat(linesFrom(position)).containsExactly("a2", "a3");
  }

  @Test
  void from_findsNothing_whereTheOldFileIsGone() throws Exception {
    FilePosition position = positionBehindTheFirstLine("a1\na2\n");
    Files.delete(log);
    write("x.log.1", "b1\nb2\n", 200);

    assertThat(linesFrom(position)).isEmpty();
  }

  @Test
  void have_isWhetherTheOpenFileLiesBesideItsPath() throws Exception {
    Files.writeString(log, "a1\n");
    RotatedFiles rotated = new RotatedFiles(log, LineForm.JSON);
    try (OpenFile file = OpenFile.open(log, "x.log", LineForm.JSON)) {
      boolean inPlace = rotated.have(file);
      move("x.log.1", 100);
      boolean renamed = rotated.have(file);
      Files.delete(folder.resolve("x.log.1"));
      boolean deleted = rotated.have(file);

      assertThat(inPlace).isFalse();
      assertThat(renamed).isTrue();
      assertThat(deleted).isFalse();
    }
  }

  private FilePosition positionBehindTheFirstLine(String text) throws IOException {
    Files.writeString(log, text);
    try (OpenFile file = OpenFile.open(log, "x.log", LineForm.JSON)) {
      assertThat(file.next()).isNotNull();
      return file.position("memory");
    }
  }

  private List<String> linesFrom(FilePosition position) throws Exception {
    List<String> lines = new ArrayList<>();
    Deque<OpenFile> found = new RotatedFiles(log, LineForm.JSON).from(position);
    for (OpenFile file : found) {
      try (file) {
        for (Line line = file.next(); line != null; line = file.next()) {
          lines.add(line.text());
        }
      }
    }
    return lines;
  }

  private void move(String name, long seconds) throws IOException {
    Path file = Files.move(log, folder.resolve(name));
    Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1_000));
  }

  private void write(String name, String text, long seconds) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1_000));
  }
}
