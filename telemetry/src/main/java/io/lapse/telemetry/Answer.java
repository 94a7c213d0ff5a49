package io.lapse.telemetry;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends an answer as its client takes it: no thread waits for that. */
final class Answer {
  static final String NOT_KEPT = "no-store";

  private Answer() {}

  /**
   * Sends it.
   *
   * @param sent learns when its last byte has gone
   */
  static void send(Route.Response answer, Response response, Callback sent) {
    boolean hasBody = answer.status() != HttpStatus.NOT_MODIFIED_304;
    byte[] body = hasBody ? answer.body() : new byte[0];
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CACHE_CONTROL, NOT_KEPT);
    if (hasBody) {
      headers.put(HttpHeader.CONTENT_TYPE, answer.type());
      headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    }
    answer.headers().forEach(headers::put);
    response.write(true, ByteBuffer.wrap(body), sent);
  }

  /** What happens first, however it ends. */
  static Callback then(Runnable first, Callback callback) {
    return new Callback.Nested(callback) {
      @Override
      public void succeeded() {
        first.run();
        super.succeeded();
      }
    };
  }
}
