package io.lapse.telemetry;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What is answered to what is no request, or one that is too long. */
final class Refused implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String title = HttpStatus.getMessage(status);
    Answer.send(
        Problem.of(status, title, "expected a request of HTTP/1.1", Map.of("Connection", "close")),
        response,
        callback);
    return true;
  }
}
