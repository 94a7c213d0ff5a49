package io.lapse.schemas.signature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;

/**
 * A host's signature over one record of host events. It binds key and value as they lie on the
 * wire: a record that is moved to another guest, or whose value changes by a bit, has none.
 *
 * <pre>
 *   signed   "lapse host event v1", nonce (16), length of the key (4), key, length of the value (4), value
 *   header   1 (one byte), nonce (16), signature (64)
 * </pre>
 *
 * <p>Lengths are unsigned, the most significant byte first. The nonce is random: a record that is
 * sent again is signed anew, and differs from a copy of the first.
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
public record HostSignature(byte[] nonce, byte[] signature) {
  public static final int NONCE_BYTES = 16;

  static final String ALGORITHM = "Ed25519";

  private static final byte VERSION = 1;
  private static final int SIGNATURE_BYTES = 64;
  private static final int HEADER_BYTES = 1 + NONCE_BYTES + SIGNATURE_BYTES;
  private static final byte[] DOMAIN = "lapse host event v1".getBytes(StandardCharsets.US_ASCII);

  public HostSignature {
    if (nonce.length != NONCE_BYTES || signature.length != SIGNATURE_BYTES) {
      throw new IllegalArgumentException(
          "a nonce must have 16 bytes and a signature 64: "
              + nonce.length
              + ", "
              + signature.length);
    }
  }

  /**
   * Signs.
   *
   * @param privateKey of Ed25519
   * @param nonce 16 bytes that were never used before
   * @throws IllegalArgumentException if the key is of no use
   */
  public static HostSignature of(PrivateKey privateKey, byte[] nonce, byte[] key, byte[] value) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(privateKey);
      signer.update(signed(nonce, key, value));
      return new HostSignature(nonce, signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("expected an Ed25519 key: " + e.getMessage(), e);
    }
  }

  /**
   * Whether the owner of a key signed this record.
   *
   * @param verifier of Ed25519; it is made ready for the key, and may be used again
   */
  boolean isBy(PublicKey publicKey, Signature verifier, byte[] key, byte[] value) {
    try {
      verifier.initVerify(publicKey);
      verifier.update(signed(nonce, key, value));
      return verifier.verify(signature);
    } catch (InvalidKeyException | SignatureException e) {
      return false; // So the JDK says that the bytes are no signature at all, or no point.
    }
  }

  private static byte[] signed(byte[] nonce, byte[] key, byte[] value) {
    return ByteBuffer.allocate(DOMAIN.length + NONCE_BYTES + 8 + key.length + value.length)
        .put(DOMAIN)
        .put(nonce)
        .putInt(key.length)
        .put(key)
        .putInt(value.length)
        .put(value)
        .array();
  }

  /** What stands in the header. */
  byte[] header() {
    return ByteBuffer.allocate(HEADER_BYTES).put(VERSION).put(nonce).put(signature).array();
  }

  /**
   * What a header holds.
   *
   * @throws IllegalArgumentException if it is none, saying what was expected
   */
  static HostSignature parse(byte[] header) {
    if (header.length != HEADER_BYTES || header[0] != VERSION) {
      throw new IllegalArgumentException(
          "expected "
              + HEADER_BYTES
              + " bytes, the first of them 1: "
              + header.length
              + (header.length == 0 ? "" : ", " + header[0]));
    }
    int signatureAt = 1 + NONCE_BYTES;
    return new HostSignature(
        Arrays.copyOfRange(header, 1, signatureAt),
        Arrays.copyOfRange(header, signatureAt, HEADER_BYTES));
  }
}
