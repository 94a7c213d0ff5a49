package io.lapse.streamsapp.http;

import io.lapse.streamsapp.query.Instance;
import io.lapse.telemetry.Route.Response;
import java.util.Optional;

/** The other instances, which answer what this one cannot. */
interface Peers {

  /**
   * Passes a question on; the other answers by itself or not at all.
   *
   * @param path with its query, percent-encoded
   * @return what it answered; empty if it did not in time, or is not one of us
   */
  Optional<Response> ask(Instance instance, String path);
}
