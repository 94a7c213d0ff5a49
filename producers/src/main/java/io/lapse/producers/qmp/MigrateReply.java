package io.lapse.producers.qmp;

import com.fasterxml.jackson.databind.JsonNode;

/** What QEMU returns to {@code query-migrate}. */
public final class MigrateReply {
  private static final String COMPLETED = "completed";

  private MigrateReply() {}

  /**
   * Whether it came too early: QEMU says "completed" a moment before it has added up its figures,
   * and total time and downtime are 0 until then.
   */
  public static boolean isTooEarly(JsonNode returned) {
    JsonNode total = returned.path("total-time");
    return returned.path("status").asText().equals(COMPLETED)
        && total.isIntegralNumber()
        && total.longValue() == 0
        && returned.path("downtime").asLong() == 0;
  }
}
