package io.lapse.cli.vmclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that hold no page, and one that holds more. */
class PageFileTest {
  @TempDir private Path folder;

  private static Cli.Result decode(Path file) {
    return Cli.run("vmclock", "--decode", file);
  }

  private static void assertRefused(Path file, String message) {
    Cli.Result result = decode(file);

    assertThat(result.err()).isEqualTo("lapse: " + file + ": " + message + "\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(1);
  }

  /** What is written over a good page. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x0c | 7          | at 0x0c: expected an even seq_count, found 7, an update in progress
          0x00 | 0          | at 0x00: expected the magic 0x4b4c4356, found 0x0
          0x00 | 0x56434c4b | at 0x00: expected the magic 0x4b4c4356, found 0x56434c4b
          0x08 | 0x01010002 | at 0x08: expected version 1, found 2
          0x04 | 0          | at 0x04: expected a size of at least 0x20, found 0x0
          0x04 | 0x1f       | at 0x04: expected a size of at least 0x20, found 0x1f
          0x04 | 0x1001     | at 0x04: expected a size of at most the region's 0x1000, found 0x1001
          0x04 | 0x7fffffff | at 0x04: expected a size of at most 0x10000, found 0x7fffffff
          0x04 | -1         | at 0x04: expected a size of at most 0x10000, found 0xffffffff
          """)
  void noPage_isNamedWithItsPlace_expectedAndFound(String at, String value, String message) {
    Path file =
        PageBytes.gigahertz()
            .u32(Integer.decode(at), Integer.decode(value))
            .writeTo(folder.resolve("page"));

    assertRefused(file, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0     | at 0x00: expected at least 0x20 bytes, found none
          31    | at 0x1f: expected at least 0x20 bytes, found 0x1f
          112   | at 0x04: expected a size of at most the region's 0x70, found 0x1000
          4095  | at 0x04: expected a size of at most the region's 0xfff, found 0x1000
          """)
  void truncatedPage_isRefused(int length, String message) {
    assertRefused(PageBytes.gigahertz().writeTo(folder.resolve("page"), length), message);
  }

  @Test
  void fileThatIsNone_isRefused() {
    assertRefused(folder, "is a folder; expected a VMClock page");
    assertRefused(folder.resolve("none"), "no such file; expected a VMClock page");
  }

  @Test
  void fileWithoutPermission_isRefused() throws IOException {
    Path file = PageBytes.gigahertz().writeTo(folder.resolve("page"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(file)).as("root may read every file").isFalse();

    assertRefused(file, "no permission to read it; expected a VMClock page");
  }

  /** 50 MB, of which only the page is looked at. */
  @Test
  void largeFile_isReadToTheEndOfThePage() throws IOException {
    Path file = PageBytes.gigahertz().writeTo(folder.resolve("page"));
    Cli.Result page = decode(file);
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.seek(0x1000);
      large.write(0xff);
      large.setLength(50_000_000);
    }

    Cli.Result result = decode(file);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result).isEqualTo(page);
  }
}
