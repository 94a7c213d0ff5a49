package io.lapse.streamsapp.http.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.tai.UtcScale;
import io.lapse.streamsapp.board.AlertRow;
import io.lapse.streamsapp.board.BoardStatus;
import io.lapse.streamsapp.board.GuestRow;
import io.lapse.streamsapp.board.HostPair;
import io.lapse.streamsapp.board.OutageRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The board's rows as JSON; keys in the order of {@code openapi.yaml}. */
final class RowJson {
  private static final long SECOND_NANOS = 1_000_000_000;

  private RowJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode board(BoardStatus status) {
    Long asOf = status.asOfTaiNanos();
    ObjectNode json = object();
    json.put("state", status.state().name());
    json.put("revision", status.revision());
    json.put("as_of_tai_ns", asOf);
    json.put("from_tai_ns", status.fromTaiNanos());
    json.put("tai_minus_utc_s", taiMinusUtc(asOf));
    json.put("truncated", status.isTruncated());
    return json;
  }

  /** Of a board without a stamp, as it is now. */
  private static int taiMinusUtc(@Nullable Long asOf) {
    return asOf == null
        ? UtcScale.offsetSeconds(Instant.now().getEpochSecond() * SECOND_NANOS)
        : UtcScale.offsetSeconds(new TaiInstant(asOf));
  }

  static ObjectNode guest(GuestRow row) {
    ObjectNode json = object();
    json.put("guest", row.guest());
    json.put("zone", row.zone());
    json.put("owner", row.owner());
    json.put("class", row.guestClass());
    json.put("outages", row.outages());
    json.put("open", row.isOpen());
    json.put("lost_ns", row.lostNanos());
    json.put("longest_ns", row.longestNanos());
    json.put("unaccounted_ns", row.unaccountedNanos());
    json.put("last_stopped_tai_ns", row.lastStoppedTaiNanos());
    json.put("violations_open", row.violationsOpen());
    return json;
  }

  static ObjectNode outage(OutageRow row) {
    ObjectNode json = object();
    json.put("guest", row.guest());
    json.put("outage_id", row.outageId());
    json.put("kind", name(row.kind()));
    json.put("source_host", row.sourceHost());
    json.put("destination_host", row.destinationHost());
    json.put("stopped_tai_ns", row.stoppedTaiNanos());
    json.put("restarted_tai_ns", row.restartedTaiNanos());
    json.put("tout_ns", row.toutNanos());
    json.put("tout_error_ns", row.toutErrorNanos());
    json.put("compensated_ns", row.compensatedNanos());
    json.put("slept_ns", row.sleptNanos());
    json.put("injected_ns", row.injectedNanos());
    json.put("corrected_ns", row.correctedNanos());
    json.put("unaccounted_ns", row.unaccountedNanos());
    json.put("verdict", name(row.verdict()));
    json.put("cooperation", row.cooperation().name());
    json.put("policy", row.policy());
    ArrayNode violations = json.putArray("violations");
    row.violations().forEach(violation -> violations.add(violation.name()));
    json.put("entries", row.entries());
    json.set("stale", stale(row.stale()));
    return json;
  }

  private static @Nullable ObjectNode stale(OutageRow.@Nullable Stale stale) {
    if (stale == null) {
      return null;
    }
    ObjectNode json = object();
    json.put("from_tai_ns", stale.fromTaiNanos());
    json.put("until_tai_ns", stale.untilTaiNanos());
    return json;
  }

  static ObjectNode violation(AlertRow row) {
    ObjectNode json = object();
    json.put("alert_id", row.alertId());
    json.put("guest", row.guest());
    json.put("zone", row.zone());
    json.put("outage_id", row.outageId());
    json.put("violation", row.violation().name());
    json.put("severity", row.severity().name());
    json.put("party", row.party().name());
    json.put("state", row.state().name());
    json.put("opened_tai_ns", row.openedTaiNanos());
    json.put("resolved_tai_ns", row.resolvedTaiNanos());
    json.put("certain", row.certain());
    json.put("policy", row.policy());
    json.put("source_host", row.sourceHost());
    json.put("destination_host", row.destinationHost());
    json.put("tout_ns", row.toutNanos());
    json.put("runbook", row.violation().runbook());
    return json;
  }

  static ObjectNode pair(HostPair pair) {
    ObjectNode json = object();
    json.put("one", pair.one());
    json.put("other", pair.other());
    json.put("bias_ns", pair.biasNanos());
    json.put("migrations", pair.migrations());
    return json;
  }

  private static @Nullable String name(@Nullable Enum<?> choice) {
    return choice == null ? null : choice.name();
  }
}
