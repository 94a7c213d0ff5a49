package io.lapse.schemas.signature;

import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;

/** Checks signatures, one after the other: one thread at a time may use it. */
public final class SignatureVerifier {
  private final Signature verifier;

  public SignatureVerifier() {
    try {
      verifier = Signature.getInstance(HostSignature.ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has Ed25519 from 15 on", e);
    }
  }

  /** Whether the owner of a public key signed a record, as it lies on the wire. */
  public boolean verifies(HostSignature signature, PublicKey by, byte[] key, byte[] value) {
    return signature.isBy(by, verifier, key, value);
  }
}
