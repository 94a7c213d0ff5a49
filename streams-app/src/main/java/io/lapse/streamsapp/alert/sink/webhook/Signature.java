package io.lapse.streamsapp.alert.sink.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows a receiver that a post comes from somebody who has the secret, and when it was made: {@code
 * t=SECONDS,v1=HEX} with the HMAC-SHA256 over {@code SECONDS.BODY}.
 */
final class Signature {
  static final String HEADER = "Lapse-Signature";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * The value of the header.
   *
   * @param secret of ASCII
   * @param seconds since 1970-01-01T00:00:00Z
   */
  static String of(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java must know " + ALGORITHM, e);
    }
  }
}
