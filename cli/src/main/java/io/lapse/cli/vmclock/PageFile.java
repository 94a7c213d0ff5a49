package io.lapse.cli.vmclock;

import io.lapse.cli.failure.Failure;
import io.lapse.guestkernel.vmclock.Decoded;
import io.lapse.guestkernel.vmclock.PageCodec;
import io.lapse.guestkernel.vmclock.VmClockPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** A page in a file. */
final class PageFile {
  private static final String EXPECTED = "expected a VMClock page";

  private PageFile() {}

  /**
   * Reads a page from the begin of a file; of a larger file no more than a page can have is read.
   *
   * @throws Failure if there is none; names the file, and what was expected and found
   */
  static VmClockPage read(Path file) {
    Decoded decoded = PageCodec.decode(bytes(file));
    if (decoded instanceof Decoded.Refused refused) {
      throw new Failure(
          String.format(
              Locale.ROOT,
              "%s: at 0x%02x: expected %s, found %s",
              file,
              refused.offset(),
              refused.expected(),
              refused.found()));
    }
    return ((Decoded.Page) decoded).page();
  }

  private static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw new Failure(file + ": is a folder; " + EXPECTED);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(VmClockPage.SIZE_MAX);
    } catch (NoSuchFileException e) {
      throw new Failure(file + ": no such file; " + EXPECTED, e);
    } catch (AccessDeniedException e) {
      throw new Failure(file + ": no permission to read it; " + EXPECTED, e);
    } catch (IOException e) {
      throw new Failure(file + ": cannot be read: " + e + "; " + EXPECTED, e);
    }
  }

  /**
   * Writes a page over a file.
   *
   * @throws Failure if it cannot be written
   */
  static void write(Path file, VmClockPage page) {
    try {
      Files.write(file, PageCodec.encode(page));
    } catch (IOException e) {
      throw new Failure("cannot write to " + file + ": " + e, e);
    }
  }
}
