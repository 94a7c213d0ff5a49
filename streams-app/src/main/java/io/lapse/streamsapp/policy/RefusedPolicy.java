package io.lapse.streamsapp.policy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record of the policies' topic that is no policy, or contradicts one.
 *
 * @param bytes its value as it came; null if it had none
 * @param reason as quarantine names it
 * @param explanation what was expected
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
public record RefusedPolicy(
    long offset,
    byte[] key,
    byte @Nullable [] bytes,
    Headers headers,
    String reason,
    String explanation) {

  /** Its key as text; what is not UTF-8 is replaced, and stands as it came in its topic only. */
  public String keyText() {
    return new String(key, StandardCharsets.UTF_8);
  }
}
