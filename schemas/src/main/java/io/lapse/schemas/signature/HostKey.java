package io.lapse.schemas.signature;

import io.lapse.ledger.time.TaiInstant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A public key of a host, and which of its events it may have signed: by their own stamps, never by
 * a clock, so that a replay decides alike.
 *
 * @param id at most 64 bytes of UTF-8
 * @param publicKey of Ed25519
 * @param validFrom the first stamp that it may have signed
 * @param validUntil the first that it may no longer; null if there is no end
 * @param revokedFrom from this stamp on it is not trusted; null if it was not revoked
 */
public record HostKey(
    String id,
    PublicKey publicKey,
    TaiInstant validFrom,
    @Nullable TaiInstant validUntil,
    @Nullable TaiInstant revokedFrom) {

  public static final int ID_BYTES_MAX = 64;

  private static final int ID_DIGITS = 16;

  public HostKey {
    int idBytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (idBytes == 0 || idBytes > ID_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a key id must have 1 to " + ID_BYTES_MAX + " bytes: " + idBytes);
    }
    requireEd25519(publicKey);
  }

  /** JDKs before 19 say EdDSA of a key of either curve. */
  private static void requireEd25519(PublicKey publicKey) {
    boolean is =
        publicKey instanceof EdECPublicKey key
            && key.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
    if (!is) {
      throw new IllegalArgumentException("a host's key must be of Ed25519");
    }
  }

  /**
   * A key without an end, under its usual id.
   *
   * @throws IllegalArgumentException if it is not of Ed25519
   */
  public static HostKey of(PublicKey publicKey, TaiInstant validFrom) {
    return new HostKey(id(publicKey), publicKey, validFrom, null, null);
  }

  /** The usual id: the first 16 hex digits of SHA-256 over the key in X.509 form (SPKI, DER). */
  public static String id(PublicKey publicKey) {
    byte[] digest = SignatureHeaders.sha256(publicKey.getEncoded());
    return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
  }

  /**
   * Reads a public key.
   *
   * @param encoded in X.509 form (SPKI, DER)
   * @throws IllegalArgumentException if it is no key of Ed25519
   */
  public static PublicKey publicKey(byte[] encoded) {
    try {
      PublicKey key =
          KeyFactory.getInstance(HostSignature.ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(encoded));
      requireEd25519(key);
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "expected a public key of Ed25519 in X.509 form: " + e.getMessage(), e);
    }
  }

  public boolean isValidAt(TaiInstant stamp) {
    return !stamp.isBefore(validFrom) && (validUntil == null || stamp.isBefore(validUntil));
  }

  public boolean isRevokedAt(TaiInstant stamp) {
    return revokedFrom != null && !stamp.isBefore(revokedFrom);
  }

  /** The same key, with another end. */
  public HostKey until(TaiInstant end) {
    return new HostKey(id, publicKey, validFrom, end, revokedFrom);
  }

  /** The same key, not trusted from a stamp on. What was revoked before stays so. */
  public HostKey revoked(TaiInstant from) {
    TaiInstant earliest = revokedFrom != null && revokedFrom.isBefore(from) ? revokedFrom : from;
    return new HostKey(id, publicKey, validFrom, validUntil, earliest);
  }
}
