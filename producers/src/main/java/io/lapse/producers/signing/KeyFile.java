package io.lapse.producers.signing;

import io.lapse.schemas.signature.HostKey;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file of one host: its private key and its public key, in PEM, as OpenSSL writes them: {@code
 * openssl genpkey -algorithm ed25519}, then {@code openssl pkey -pubout}, one after the other in
 * one file. Whoever reads it can speak for the host, so only its owner may.
 */
public final class KeyFile {
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  /** Nobody means more. */
  private static final long BYTES_MAX = 64 * 1024;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private KeyFile() {}

  /** A new pair of keys. */
  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has Ed25519 from 15 on", e);
    }
  }

  /** The host's file in a folder. What a file's name cannot have is written as in a URL. */
  public static Path of(Path folder, String host) {
    return folder.resolve(URLEncoder.encode(host, StandardCharsets.UTF_8) + ".pem");
  }

  /**
   * Writes a new file that only its owner may read.
   *
   * @throws KeyFileException if there is such a file, or it cannot be written
   */
  public static void write(Path file, KeyPair pair) {
    String text = pem(PRIVATE, pair.getPrivate().getEncoded()) + pem(PUBLIC, pair.getPublic());
    try {
      Files.createFile(file, ownerOnly(file));
      Files.writeString(file, text, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new KeyFileException(file + " is there already", e);
    } catch (IOException e) {
      throw new KeyFileException(file + " cannot be written: " + e, e);
    }
  }

  /** Made so, and not changed afterwards: nobody may look in between. */
  private static FileAttribute<?>[] ownerOnly(Path file) throws IOException {
    boolean posix =
        Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  /** A public key as text. */
  public static String pem(PublicKey key) {
    return pem(PUBLIC, key);
  }

  private static String pem(String what, PublicKey key) {
    return pem(what, key.getEncoded());
  }

  private static String pem(String what, byte[] encoded) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }

  /**
   * Reads a file that its owner signs with.
   *
   * @throws KeyFileException if others may read it, or it does not hold a pair of keys
   */
  static KeyPair readPair(Path file) {
    String text = text(file);
    requireOwnerOnly(file);
    try {
      byte[] encoded = block(file, text, PRIVATE);
      PrivateKey privateKey =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return new KeyPair(publicKey(file, text), privateKey);
    } catch (GeneralSecurityException e) {
      // Its message may quote the key.
      throw new KeyFileException(file + ": expected an Ed25519 private key in PKCS#8 form");
    }
  }

  /**
   * Reads the public key of a file, which may hold it alone.
   *
   * @throws KeyFileException if it holds none
   */
  public static PublicKey readPublic(Path file) {
    return publicKey(file, text(file));
  }

  private static PublicKey publicKey(Path file, String text) {
    try {
      return HostKey.publicKey(block(file, text, PUBLIC));
    } catch (IllegalArgumentException e) {
      throw new KeyFileException(file + ": " + e.getMessage(), e);
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new KeyFileException(file + ": expected at most " + BYTES_MAX + " bytes");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new KeyFileException(file + " cannot be read: " + e, e);
    }
  }

  private static void requireOwnerOnly(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      boolean others =
          permissions.stream()
              .anyMatch(
                  each -> each.name().startsWith("GROUP") || each.name().startsWith("OTHERS"));
      if (others) {
        throw new KeyFileException(
            file
                + ": expected a file that nobody but its owner may read or write (chmod 600): "
                + PosixFilePermissions.toString(permissions));
      }
    } catch (UnsupportedOperationException e) {
      // Where there are no such permissions, there is nothing to say about them.
    } catch (IOException e) {
      throw new KeyFileException(file + " cannot be looked at: " + e, e);
    }
  }

  private static byte[] block(Path file, String text, String what) {
    @Nullable String found = null;
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).equals(what)) {
        if (found != null) {
          throw new KeyFileException(file + ": expected one " + what + ", in PEM");
        }
        found = blocks.group(2);
      }
    }
    if (found == null) {
      throw new KeyFileException(file + ": expected a " + what + ", in PEM");
    }
    try {
      return Base64.getMimeDecoder().decode(found);
    } catch (IllegalArgumentException e) {
      throw new KeyFileException(file + ": expected a " + what + " in Base64");
    }
  }
}
