package io.lapse.cli.why;

import io.lapse.cli.failure.Failure;
import io.lapse.cli.files.JsonLines;
import io.lapse.schemas.json.LineKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The lines of one guest in a file of many; of the others only the guest is read. */
final class GuestLines {
  private final String guest;
  private final Consumer<String> complaints;

  GuestLines(String guest, Consumer<String> complaints) {
    this.guest = guest;
    this.complaints = complaints;
  }

  /**
   * Reads them.
   *
   * @param line reads one of them
   * @throws Failure if the file cannot be read, or no line in it
   */
  <T> List<T> read(Path file, String expected, Function<String, T> line) {
    List<T> read = new ArrayList<>();
    int[] taken = {0};
    int[] refused = {0};
    JsonLines.read(
        file,
        expected,
        complaint -> {
          refused[0]++;
          complaints.accept(complaint);
        },
        (text, number) -> {
          if (LineKeys.guest(text).equals(guest)) {
            read.add(line.apply(text));
          }
          taken[0]++;
        });
    if (taken[0] == 0 && refused[0] > 0) {
      throw new Failure(file + ": no line could be read; expected " + expected);
    }
    return read;
  }
}
