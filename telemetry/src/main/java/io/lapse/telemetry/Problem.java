package io.lapse.telemetry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What is answered instead of what was asked for, as RFC 9457 has it. */
final class Problem {
  private Problem() {}

  static Route.Response of(int status, String title, String detail, Map<String, String> headers) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    return Route.Response.of(status, "application/problem+json", headers, body + "\n");
  }
}
