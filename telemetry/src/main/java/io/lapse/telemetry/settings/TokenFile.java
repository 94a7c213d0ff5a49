package io.lapse.telemetry.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bearer tokens that a part accepts, one a line. A file that changes is read again, at most
 * once a second, so that tokens are rolled without a restart; one that became unusable is logged,
 * and the tokens before it stay. No token is ever in a message.
 */
public final class TokenFile {
  static final int TOKEN_CHARS_MIN = 32;
  static final int TOKEN_CHARS_MAX = 512;

  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
  private static final long FILE_BYTES_MAX = 64L * 1024;
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  /** RFC 6750. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final Path file;
  private final AtomicLong lookedNanos = new AtomicLong(System.nanoTime());
  private volatile Mark mark;
  private volatile Tokens tokens;

  /** How a file is told from what it was. */
  private record Mark(FileTime changed, long bytes, @Nullable Object key) {
    static Mark of(Path file) throws IOException {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Mark(found.lastModifiedTime(), found.size(), found.fileKey());
    }
  }

  /** Only hashes are compared: how long that takes says nothing of a token. */
  private record Tokens(String own, List<byte[]> hashes) {}

  private TokenFile(Path file, Mark mark, Tokens tokens) {
    this.file = file;
    this.mark = mark;
    this.tokens = tokens;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it cannot be read, others may read it, or a line is no token
   */
  public static TokenFile read(Path file) {
    try {
      Mark mark = Mark.of(file);
      return new TokenFile(file, mark, load(file));
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + e);
    }
  }

  /** The token with which this instance asks others: the first line. */
  public String own() {
    refresh();
    return tokens.own();
  }

  /** Whether a token is one of them. */
  public boolean accepts(String presented) {
    refresh();
    byte[] hash = hash(presented);
    boolean isKnown = false;
    for (byte[] known : tokens.hashes()) {
      isKnown |= MessageDigest.isEqual(known, hash);
    }
    return isKnown;
  }

  private void refresh() {
    long last = lookedNanos.get();
    long now = System.nanoTime();
    if (now - last < LOOK_NANOS || !lookedNanos.compareAndSet(last, now)) {
      return;
    }
    try {
      Mark found = Mark.of(file);
      if (found.equals(mark)) {
        return;
      }
      // Also of one that is refused: it is logged once.
      mark = found;
      tokens = load(file);
      LOG.atInfo()
          .addKeyValue("file", file)
          .addKeyValue("tokens", tokens.hashes().size())
          .log("tokens read again");
    } catch (IOException | ConfigException e) {
      LOG.atError()
          .addKeyValue("file", file)
          .addKeyValue("reason", e.getMessage())
          .log("tokens cannot be read again; those from before stay");
    }
  }

  private static Tokens load(Path file) throws IOException {
    requirePrivate(file);
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw refused(file, "is larger than " + FILE_BYTES_MAX + " bytes");
    }
    List<String> accepted = new ArrayList<>();
    int number = 0;
    // Latin-1 takes any byte; what is not ASCII is then no token.
    for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\\R", -1)) {
      number++;
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        requireToken(file, number, text);
        accepted.add(text);
      }
    }
    if (accepted.isEmpty()) {
      throw refused(file, "holds no token: expected one a line");
    }
    return new Tokens(accepted.get(0), accepted.stream().map(TokenFile::hash).toList());
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
    if (granted.contains(PosixFilePermission.OTHERS_READ)
        || granted.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw refused(file, "others may read or write it: expected mode 0600, or 0640");
    }
  }

  private static void requireToken(Path file, int line, String text) {
    boolean isLongEnough = text.length() >= TOKEN_CHARS_MIN && text.length() <= TOKEN_CHARS_MAX;
    if (!isLongEnough || !FORM.matcher(text).matches()) {
      throw refused(
          file,
          "line "
              + line
              + ": expected a token of "
              + TOKEN_CHARS_MIN
              + " to "
              + TOKEN_CHARS_MAX
              + " letters, digits and . _ ~ + / - =");
    }
  }

  private static ConfigException refused(Path file, String why) {
    return new ConfigException(HttpKeys.TOKENS_FILE + ": " + file + ": " + why);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(token.getBytes(StandardCharsets.ISO_8859_1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java must know SHA-256", e);
    }
  }
}
