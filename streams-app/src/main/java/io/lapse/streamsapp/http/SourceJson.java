package io.lapse.streamsapp.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.streamsapp.query.Source;
import java.util.Locale;

/** Where an answer comes from: in its body, and in short in a header. */
final class SourceJson {
  private SourceJson() {}

  static ObjectNode of(Source source) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("guest", source.guest());
    body.put("partition", source.partition());
    body.put("instance", source.instance().toString());
    body.put("role", source.role().name());
    body.put("lag_records", source.lagRecords());
    ObjectNode asOf = body.putObject("as_of");
    source.asOf().forEach(asOf::put);
    body.put("state", source.state());
    return body;
  }

  /** The header: {@code role=standby; lag=17}. */
  static String staleness(Source source) {
    String role = source.role().name().toLowerCase(Locale.ROOT);
    Long lag = source.lagRecords();
    return "role=" + role + "; lag=" + (lag == null ? "unknown" : lag.toString());
  }
}
