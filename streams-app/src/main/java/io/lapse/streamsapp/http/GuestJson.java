package io.lapse.streamsapp.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.json.AlertJson;
import io.lapse.schemas.json.EntryJson;
import io.lapse.streamsapp.query.GuestView;
import io.lapse.streamsapp.query.Reading.Found;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of the guests' routes. Entries and alerts are the lines of {@code ledger.jsonl} and
 * {@code alerts.jsonl}, byte for byte.
 */
final class GuestJson {
  private GuestJson() {}

  /** The entries that stand and are not sealed. */
  static String ledger(Found found) {
    GuestView guest = found.guest();
    String entries =
        guest.entries().stream().map(EntryJson::write).collect(Collectors.joining(","));
    return "{\"source\":"
        + SourceJson.of(found.source())
        + ",\"sealed_up_to_tai_ns\":"
        + nanos(guest.sealedUpTo())
        + ",\"entries\":["
        + entries
        + "]}\n";
  }

  /** What the guest is, and how it stands. */
  static String summary(Found found) {
    GuestView guest = found.guest();
    String alerts =
        guest.openAlerts().stream().map(AlertJson::write).collect(Collectors.joining(","));
    return "{\"source\":"
        + SourceJson.of(found.source())
        + ",\"sealed_up_to_tai_ns\":"
        + nanos(guest.sealedUpTo())
        + ",\"watermark_tai_ns\":"
        + nanos(guest.watermark())
        + ",\"notice_sequence\":"
        + guest.noticeSequence()
        + ",\"entries\":"
        + guest.entries().size()
        + ",\"profile\":"
        + profile(guest.profile())
        + ",\"open_alerts\":["
        + alerts
        + "]}\n";
  }

  private static @Nullable Long nanos(@Nullable TaiInstant at) {
    return at == null ? null : (Long) at.nanos();
  }

  private static @Nullable ObjectNode profile(GuestEvent.@Nullable Profile profile) {
    if (profile == null) {
      return null;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("tai_ns", profile.envelope().stamp().at().nanos());
    body.put("clocksource", profile.clocksource());
    body.put("tsc_khz", profile.tscKhz());
    body.put("kernel", profile.kernel());
    body.put("os", profile.os());
    body.put("class", profile.guestClass());
    body.put("counter_while_paused", profile.counterWhilePaused().name());
    ObjectNode labels = body.putObject("labels");
    new TreeMap<>(profile.labels()).forEach(labels::put);
    return body;
  }
}
