package io.lapse.producers.produce.run;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code inputs}: {@code [GUEST@]PATH}, {@code PATH} with {@code {guest}} in one of its
 * names, {@code [GUEST@]tcp:HOST:PORT}, or {@code kafka:TOPIC}.
 */
record InputPattern(@Nullable String guest, Address address) {
  private static final String PLACEHOLDER = "{guest}";
  private static final String TCP = "tcp:";
  private static final String KAFKA = "kafka:";
  private static final int PORT_MAX = 65_535;

  /**
   * Reads one.
   *
   * @throws ConfigException if it is none
   */
  static InputPattern parse(String text) {
    int at = text.indexOf('@');
    // A path may have an @ in it.
    boolean isNamed = at > 0 && text.lastIndexOf('/', at) < 0;
    String guest = isNamed ? text.substring(0, at) : null;
    Address address = address(isNamed ? text.substring(at + 1) : text);
    if (guest != null && address.text().contains(PLACEHOLDER)) {
      throw refused(text, "GUEST@ or {guest}, not both");
    }
    return new InputPattern(guest, address);
  }

  private static Address address(String text) {
    if (text.startsWith(TCP)) {
      return tcp(text);
    }
    if (text.startsWith(KAFKA)) {
      return topic(text);
    }
    try {
      Path path = Path.of(text);
      if (path.getFileName() == null || text.isBlank()) {
        throw refused(text, "the path of a file");
      }
      requireOnePlaceholder(text);
      return new Address.OfPath(text, path);
    } catch (InvalidPathException e) {
      throw refused(text, "the path of a file");
    }
  }

  private static void requireOnePlaceholder(String text) {
    int first = text.indexOf(PLACEHOLDER);
    if (first >= 0 && text.indexOf(PLACEHOLDER, first + 1) >= 0) {
      throw refused(text, "{guest} once");
    }
  }

  private static Address topic(String text) {
    String topic = text.substring(KAFKA.length());
    if (!topic.matches("[a-zA-Z0-9._-]{1,249}") || topic.matches("\\.{1,2}")) {
      throw refused(text, "kafka:TOPIC, with the name of a topic");
    }
    return new Address.OfTopic(text, topic);
  }

  private static Address tcp(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    boolean isPort = port.matches("\\d{1,5}") && Integer.parseInt(port) <= PORT_MAX;
    if (colon <= TCP.length() || !isPort) {
      throw refused(text, "tcp:HOST:PORT");
    }
    String host = text.substring(TCP.length(), colon);
    return new Address.OfTcp(text, host, Integer.parseInt(port));
  }

  private static ConfigException refused(String text, String expected) {
    return new ConfigException("inputs: " + text + ": expected " + expected);
  }

  boolean hasPlaceholder() {
    return address.text().contains(PLACEHOLDER);
  }

  /** Whether it says whom it is about. */
  boolean namesGuests() {
    return guest != null || hasPlaceholder();
  }

  /**
   * What it names now: itself, or whatever there is for its placeholder.
   *
   * @throws IOException if a folder cannot be read
   */
  List<Input> inputs() throws IOException {
    if (address instanceof Address.OfPath path && hasPlaceholder()) {
      return matches(path.path());
    }
    return List.of(new Input(guest, address));
  }

  private static List<Input> matches(Path path) throws IOException {
    Path folder = path.isAbsolute() ? path.getRoot() : Path.of("");
    int index = 0;
    while (!path.getName(index).toString().contains(PLACEHOLDER)) {
      folder = folder.resolve(path.getName(index));
      index++;
    }
    Pattern name = pattern(path.getName(index).toString());
    List<Input> inputs = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return inputs;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher matcher = name.matcher(String.valueOf(file.getFileName()));
        Path whole = behind(file, path, index + 1);
        if (matcher.matches() && Files.exists(whole)) {
          inputs.add(new Input(matcher.group(1), new Address.OfPath(whole.toString(), whole)));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return inputs;
  }

  private static Path behind(Path file, Path path, int index) {
    return index == path.getNameCount()
        ? file
        : file.resolve(path.subpath(index, path.getNameCount()));
  }

  private static Pattern pattern(String name) {
    int at = name.indexOf(PLACEHOLDER);
    String end = name.substring(at + PLACEHOLDER.length());
    return Pattern.compile(Pattern.quote(name.substring(0, at)) + "(.+)" + Pattern.quote(end));
  }
}
