package io.lapse.streamsapp.alert.sink.alertmanager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.schemas.tai.UtcScale;
import io.lapse.streamsapp.alert.AlertMessage;
import io.lapse.streamsapp.alert.sink.Links;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/v2/alerts}. The labels are the identity of an alert: they are those
 * of its opening, and a resolution has the same.
 */
final class AlertmanagerJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Links links;
  private final Duration firing;

  /**
   * Writes bodies.
   *
   * @param firing how long an alert fires if it is not sent again
   */
  AlertmanagerJson(Links links, Duration firing) {
    this.links = links;
    this.firing = firing;
  }

  /**
   * An array of alerts.
   *
   * @param now by this machine's clock
   */
  byte[] write(List<AlertMessage> messages, Instant now) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartArray();
      for (AlertMessage message : messages) {
        write(json, message, now);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private void write(JsonGenerator json, AlertMessage message, Instant now) throws IOException {
    Alert opened = message.opened();
    Instant startsAt = UtcScale.toInstant(opened.at());
    json.writeStartObject();
    write(json, "labels", labels(opened, message.zone()));
    write(json, "annotations", annotations(opened));
    json.writeStringField("startsAt", startsAt.toString());
    json.writeStringField("endsAt", endsAt(message, startsAt, now).toString());
    String guest = links.guest(opened);
    if (guest != null) {
      json.writeStringField("generatorURL", guest);
    }
    json.writeEndObject();
  }

  /** What is over is over by the receiver's clock too, and not before it began. */
  private Instant endsAt(AlertMessage message, Instant startsAt, Instant now) {
    if (!message.isResolved()) {
      return now.plus(firing);
    }
    Instant resolved = UtcScale.toInstant(message.said().at());
    Instant past = resolved.isAfter(now) ? now : resolved;
    return past.isBefore(startsAt) ? startsAt : past;
  }

  private static void write(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> each : texts.entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }

  private static Map<String, String> labels(Alert alert, String zone) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", "Lapse" + camelCase(alert.violation()));
    labels.put("severity", severity(alert));
    labels.put("violation", alert.violation().name());
    labels.put("guest", alert.guest());
    labels.put("outage", alert.outageId());
    put(labels, "zone", zone);
    labels.put("class", guestClass(alert.policy()));
    labels.put("policy", alert.policy());
    labels.put("party", alert.party().name());
    return labels;
  }

  /** To Alertmanager an empty label is none. */
  private static void put(Map<String, String> texts, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      texts.put(name, text);
    }
  }

  private Map<String, String> annotations(Alert alert) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("summary", Sentence.of(alert));
    annotations.put("description", description(alert));
    annotations.put("certain", Boolean.toString(alert.certain()));
    put(annotations, "runbook_url", links.runbook(alert));
    put(annotations, "dashboard", links.guest(alert));
    return annotations;
  }

  private static String description(Alert alert) {
    return alert.violation()
        + " on outage "
        + alert.outageId()
        + (alert.certain() ? "" : ", with a doubt left")
        + ". Responsible: "
        + alert.party()
        + ". Policy: "
        + alert.policy()
        + ". Alert: "
        + alert.alertId();
  }

  /** Whom it may wake. */
  static String severity(Alert alert) {
    boolean wakes =
        switch (alert.violation()) {
          // Of a guest that somebody paused it is a warning.
          case OPEN_OUTAGE, UNTRUSTED_EVENT -> alert.severity() == Severity.CRITICAL;
          case CATCH_UP_LIMIT_EXCEEDED -> alert.severity() == Severity.CRITICAL && alert.certain();
          case COMPENSATED_ABOVE_THRESHOLD,
              BLACKOUT_EXCEEDED,
              UNEQUAL_COMPENSATION,
              OVERCOMPENSATED,
              FALSE_CLAIM,
              MASS_EXPIRY,
              FORCED_AFTER_DEADLINE,
              NOT_KILLED,
              UNANNOUNCED,
              UNACCOUNTED_TIME,
              NOTICE_IGNORED,
              SEQUENCE_GAP,
              BACKWARDS_TIME,
              HOST_CLOCK_UNTRUSTED,
              CONFLICTING_RESTART,
              MISSING_STOP,
              MISSING_RESTART ->
              false;
        };
    if (wakes) {
      return "page";
    }
    // An alarm is never certain: the restart may be on its way.
    boolean isDoubtful = !alert.certain() && !alert.violation().isAlarm();
    return alert.severity() == Severity.INFO || isDoubtful ? "info" : "ticket";
  }

  private static String camelCase(Violation violation) {
    StringBuilder name = new StringBuilder();
    for (String word : violation.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  private static String guestClass(String policy) {
    int at = policy.lastIndexOf('@');
    return at < 0 ? policy : policy.substring(0, at);
  }
}
