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

  /** As routes see it. */
  Route.Request asked() {
    return new Route.Request(path(), request.getHttpURI().getQuery(), request.getHeaders()::get);
  }

  String method() {
    return request.getMethod();
  }

  /** Sends the answer as the client takes it. */
  void answer(Route.Response answer) {
    Answer.send(answer, response, Answer.then(client::hasAnswer, ended));
  }
}
