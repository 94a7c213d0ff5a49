package io.lapse.streamsapp.metrics;

import io.lapse.ledger.policy.Policy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Which policies hold, and what they say: two of one name have one hash, or one was changed. */
final class PolicyInfo {
  private static final int HASH_DIGITS = 12;

  private final MultiGauge info;

  /** The built-in policy holds from the beginning. */
  PolicyInfo(MeterRegistry registry) {
    info =
        MultiGauge.builder("lapse.policy.info")
            .description("Always 1; the labels say which policies hold.")
            .register(registry);
    judgedBy(List.of());
  }

  /** These hold from now on, besides the built-in one. */
  synchronized void judgedBy(List<Policy> accepted) {
    List<Policy> policies = new ArrayList<>();
    policies.add(Policy.DEFAULT);
    // The latest are the ones that are asked for.
    int from = Math.max(0, accepted.size() - (FoldMetrics.POLICIES_MAX - 1));
    policies.addAll(accepted.subList(from, accepted.size()));
    List<Row<?>> rows = new ArrayList<>();
    for (Policy policy : policies) {
      Tags tags =
          Tags.of(
              "policy",
              policy.name(),
              "version",
              String.valueOf(policy.version()),
              "hash",
              hash(policy));
      rows.add(Row.of(tags, 1));
    }
    info.register(rows, true);
  }

  private static String hash(Policy policy) {
    try {
      byte[] text = policy.toString().getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
