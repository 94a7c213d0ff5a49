package io.lapse.schemas.signature;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Where a signature stands in a record of Kafka's. */
public final class SignatureHeaders {
  /** A {@link HostSignature}, as bytes. */
  public static final String SIGNATURE = "lapse-signature";

  /** By which of the host's keys: {@link HostKey#id()}, in UTF-8. */
  public static final String KEY_ID = "lapse-key-id";

  private SignatureHeaders() {}

  /** What the headers of a record say of its signature. */
  public sealed interface Claim {
    /** There is none. */
    record Unsigned() implements Claim {}

    /**
     * There is something, but no signature.
     *
     * @param why what was expected
     */
    record Malformed(String why) implements Claim {}

    /**
     * A signature, true or not.
     *
     * @param digest the first 8 bytes of SHA-256 of its header; the same only of a copy
     */
    record Signed(String keyId, HostSignature signature, long digest) implements Claim {}
  }

  /** Adds a signature; the headers have none yet. */
  public static void add(Headers headers, String keyId, HostSignature signature) {
    headers.add(SIGNATURE, signature.header());
    headers.add(KEY_ID, keyId.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads them. Whoever adds a second header could mean either: two are none. */
  public static Claim read(Headers headers) {
    Iterator<Header> signatures = headers.headers(SIGNATURE).iterator();
    Iterator<Header> keyIds = headers.headers(KEY_ID).iterator();
    if (!signatures.hasNext() && !keyIds.hasNext()) {
      return new Claim.Unsigned();
    }
    try {
      byte[] signature = only(SIGNATURE, signatures);
      String keyId = keyId(only(KEY_ID, keyIds));
      return new Claim.Signed(keyId, HostSignature.parse(signature), digest(signature));
    } catch (IllegalArgumentException e) {
      return new Claim.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] only(String name, Iterator<Header> found) {
    Header header = found.hasNext() ? found.next() : null;
    if (header == null || header.value() == null || found.hasNext()) {
      throw new IllegalArgumentException("expected one header " + name + ", with a value");
    }
    return header.value();
  }

  private static String keyId(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > HostKey.ID_BYTES_MAX) {
      throw new IllegalArgumentException(
          "expected a key id of 1 to " + HostKey.ID_BYTES_MAX + " bytes: " + bytes.length);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("expected a key id in UTF-8", e);
    }
  }

  private static long digest(byte[] header) {
    return ByteBuffer.wrap(sha256(header)).getLong();
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
