package io.lapse.producers.signing;

import io.lapse.schemas.signature.HostKey;
import io.lapse.schemas.signature.HostSignature;
import io.lapse.schemas.signature.SignatureHeaders;
import io.lapse.schemas.signature.SignatureVerifier;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import org.apache.kafka.common.header.Headers;

/** Signs in the name of one host. Any thread may use it. */
public final class HostSigner {
  private final String keyId;
  private final PrivateKey privateKey;
  private final SecureRandom nonces = new SecureRandom();

  private HostSigner(String keyId, PrivateKey privateKey) {
    this.keyId = keyId;
    this.privateKey = privateKey;
  }

  /**
   * One that signs with the private key of a file.
   *
   * @throws KeyFileException if others may read the file, or its two keys are no pair
   */
  public static HostSigner read(Path file) {
    KeyPair pair = KeyFile.readPair(file);
    HostSigner signer = new HostSigner(HostKey.id(pair.getPublic()), pair.getPrivate());
    byte[] nothing = new byte[0];
    HostSignature trial = signer.sign(nothing, nothing);
    if (!new SignatureVerifier().verifies(trial, pair.getPublic(), nothing, nothing)) {
      throw new KeyFileException(file + ": expected the public key of its private key");
    }
    return signer;
  }

  /** Which key it signs with. */
  public String keyId() {
    return keyId;
  }

  /** Adds a signature over a record of host events, with a nonce of its own. */
  public void sign(Headers headers, byte[] key, byte[] value) {
    SignatureHeaders.add(headers, keyId, sign(key, value));
  }

  private HostSignature sign(byte[] key, byte[] value) {
    byte[] nonce = new byte[HostSignature.NONCE_BYTES];
    nonces.nextBytes(nonce);
    return HostSignature.of(privateKey, nonce, key, value);
  }
}
