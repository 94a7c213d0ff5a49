package io.lapse.cli.files;

import io.lapse.cli.failure.Failure;
import io.lapse.schemas.json.JsonLineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of JSON lines, read one line at a time: it may be larger than the memory. */
public final class JsonLines {
  /** What is done with a line. */
  @FunctionalInterface
  public interface Taker {
    /**
     * Takes a line.
     *
     * @param number of the line in its file, from 1
     * @throws JsonLineException if it is not what it should be; the next one is read all the same
     */
    void take(String line, int number);
  }

  private JsonLines() {}

  /**
   * Reads a file.
   *
   * @param expected what the file should be, for the message
   * @param complaints takes what is wrong with a line, as {@code FILE:LINE: message}
   * @throws Failure if the file cannot be read
   */
  public static void read(Path file, String expected, Consumer<String> complaints, Taker taker) {
    // Latin-1 keeps the bytes as they are: a line that is no UTF-8 spoils no other.
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      int number = 0;
      for (String bytes = reader.readLine(); bytes != null; bytes = reader.readLine()) {
        number++;
        try {
          taker.take(decoded(bytes), number);
        } catch (JsonLineException e) {
          complaints.accept(file + ":" + number + ": " + e.getMessage());
        }
      }
    } catch (NoSuchFileException e) {
      throw new Failure(file + ": no such file; expected " + expected, e);
    } catch (IOException e) {
      throw new Failure(file + ": cannot be read: " + e + "; expected " + expected, e);
    }
  }

  private static String decoded(String bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new JsonLineException("not UTF-8: expected one JSON object a line", e);
    }
  }
}
