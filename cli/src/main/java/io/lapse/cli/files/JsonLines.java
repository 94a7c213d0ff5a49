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
   * The first line of a file, to tell what it is; empty if it has none, or it is no UTF-8.
   *
   * @throws Failure if the file cannot be read
   */
  public static String first(Path file, String expected) {
    try (BufferedReader reader = open(file)) {
      String bytes = reader.readLine();
      return bytes == null ? "" : decoded(bytes);
    } catch (JsonLineException e) {
      return "";
    } catch (IOException e) {
      throw failure(file, expected, e);
    }
  }

  /**
   * Reads a file.
   *
   * @param expected what the file should be, for the message
   * @param complaints takes what is wrong with a line, as {@code FILE:LINE: message}
   * @throws Failure if the file cannot be read
   */
  public static void read(Path file, String expected, Consumer<String> complaints, Taker taker) {
    try (BufferedReader reader = open(file)) {
      int number = 0;
      for (String bytes = reader.readLine(); bytes != null; bytes = reader.readLine()) {
        number++;
        try {
          taker.take(decoded(bytes), number);
        } catch (JsonLineException e) {
          complaints.accept(file + ":" + number + ": " + e.getMessage());
        }
      }
    } catch (IOException e) {
      throw failure(file, expected, e);
    }
  }

  /** Latin-1 keeps the bytes as they are: a line that is no UTF-8 spoils no other. */
  private static BufferedReader open(Path file) throws IOException {
    return Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
  }

  private static Failure failure(Path file, String expected, IOException e) {
    return e instanceof NoSuchFileException
        ? new Failure(file + ": no such file; expected " + expected, e)
        : new Failure(file + ": cannot be read: " + e + "; expected " + expected, e);
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
