package io.lapse.streamsapp.alert.sink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/**
 * A file that holds one secret, and nothing else but the end of its line. It is read at each use,
 * so that the secret is rolled without a restart. No secret is ever in a message.
 */
public final class SecretFile {
  private static final int FILE_BYTES_MAX = 4_096;

  private final String key;
  private final Path file;
  private final int charsMin;

  private SecretFile(String key, Path file, int charsMin) {
    this.key = key;
    this.file = file;
    this.charsMin = charsMin;
  }

  /**
   * A file with a secret.
   *
   * @param key that names it in the configuration
   * @param charsMin of the secret
   * @throws ConfigException if it cannot be read, others may read it, or it holds no such secret
   */
  public static SecretFile of(String key, Path file, int charsMin) {
    SecretFile secret = new SecretFile(key, file, charsMin);
    try {
      secret.read();
    } catch (IOException e) {
      throw new ConfigException(e.getMessage());
    }
    return secret;
  }

  /**
   * The secret as it stands there now.
   *
   * @throws IOException if there is none; the message says why, and names the key
   */
  public String read() throws IOException {
    try {
      requirePrivate();
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw refused("is larger than " + FILE_BYTES_MAX + " bytes");
      }
    } catch (NoSuchFileException e) {
      throw refused("there is no such file");
    }
    String secret = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    boolean isPlain = secret.chars().allMatch(each -> each > ' ' && each < 0x7f);
    if (secret.length() < charsMin || !isPlain) {
      throw refused(
          "expected one line of at least "
              + charsMin
              + " letters, digits or signs of ASCII, without spaces");
    }
    return secret;
  }

  private void requirePrivate() throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
    if (granted.contains(PosixFilePermission.OTHERS_READ)
        || granted.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw refused("others may read or write it: expected mode 0600, or 0640");
    }
  }

  private IOException refused(String why) {
    return new IOException(key + ": " + file + ": " + why);
  }
}
