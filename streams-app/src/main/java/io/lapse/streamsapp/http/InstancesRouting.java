package io.lapse.streamsapp.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.streamsapp.query.Books;
import io.lapse.streamsapp.query.InstanceView;
import io.lapse.telemetry.Route.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Asks all instances what they keep; of one that does not answer only the assignment is known. */
final class InstancesRouting {
  static final String INSTANCES = LedgerApi.PATH + "instances";

  private static final int OK = 200;

  private final Books books;
  private final Peers peers;

  InstancesRouting(Books books, Peers peers) {
    this.books = books;
    this.peers = peers;
  }

  /**
   * Answers.
   *
   * @param wasPassedOn whether another instance asks; it asks for this one alone
   */
  Response answer(boolean wasPassedOn) {
    List<JsonNode> instances = new ArrayList<>();
    if (wasPassedOn) {
      instances.add(InstancesJson.of(books.here()));
    } else {
      views().forEach(view -> instances.add(known(view)));
    }
    return Response.of(OK, LedgerApi.JSON, Map.of(), InstancesJson.of(instances));
  }

  /** This instance is shown also before it has been assigned anything. */
  private Stream<InstanceView> views() {
    List<InstanceView> assigned = books.assigned();
    boolean isAssigned = assigned.stream().anyMatch(view -> view.instance().equals(books.self()));
    return isAssigned
        ? assigned.stream()
        : Stream.concat(Stream.of(books.here()), assigned.stream());
  }

  private JsonNode known(InstanceView assigned) {
    if (assigned.instance().equals(books.self())) {
      return InstancesJson.of(books.here());
    }
    return peers
        .ask(assigned.instance(), INSTANCES)
        .flatMap(answer -> InstancesJson.read(answer.body(), assigned))
        .orElseGet(() -> InstancesJson.of(assigned));
  }
}
