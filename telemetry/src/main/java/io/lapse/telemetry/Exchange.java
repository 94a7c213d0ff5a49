package io.lapse.telemetry;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request, and where its answer goes.
 *
 * @param ended what is told when the answer has been sent, or never will be
 */
record Exchange(Client client, Request request, Response response, Callback ended) {

  /** The path as it came, still encoded; nothing where a method has none. */
  String path() {
    String path = request.getHttpURI().getPath();
    return path == null ? "" : path;
  }

  /** As routes see it, before it has waited for anything. */
  Route.Request asked() {
    return asked(0);
  }

  /** As routes see it, after it has waited for others. */
  Route.Request asked(long waitedNanos) {
    return new Route.Request(
        path(), request.getHttpURI().getQuery(), request.getHeaders()::get, waitedNanos);
  }

  String method() {
    return request.getMethod();
  }

  /** Sends the answer as the client takes it. */
  void answer(Route.Response answer) {
    Answer.send(answer, response, Answer.then(client::hasAnswer, ended));
  }
}
