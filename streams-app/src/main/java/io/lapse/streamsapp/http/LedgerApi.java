package io.lapse.streamsapp.http;

import io.lapse.streamsapp.query.Books;
import io.lapse.streamsapp.records.GuestTopics;
import io.lapse.telemetry.Route;
import io.lapse.telemetry.settings.HttpSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The routes of the books.
 *
 * <pre>
 *   GET /api/v1/guests/GUEST/ledger   what stands of a guest and is not sealed
 *   GET /api/v1/guests/GUEST          how a guest stands
 *   GET /api/v1/guests/GUEST/why      what an instant was to a guest
 *   GET /api/v1/guests/GUEST/ntp      the NTP state of its kernel, as a curve
 *   GET /api/v1/guests/GUEST/history  its records on the topic of the ledger
 *   GET /api/v1/guests/GUEST/events   what was said about it
 *   GET /api/v1/instances             who keeps what, and how far behind
 * </pre>
 *
 * <p>Each answer, wherever it comes from, has a tag by which a client asks whether it still holds.
 */
public final class LedgerApi implements Route {
  public static final String PATH = "/api/v1/";
  public static final String JSON = "application/json";
  static final Set<String> TYPES = Set.of(JSON, Problem.TYPE);

  /** How stale an answer may be: in short what its body says of its source. */
  static final String STALENESS = "Lapse-Staleness";

  /** Marks a question that an instance passed on, and says which one; it is not passed on again. */
  static final String FORWARDED_BY = "Lapse-Forwarded-By";

  static final String RETRY_AFTER = "Retry-After";

  private final GuestRouting guests;
  private final InstancesRouting instances;
  private final List<Resource> others;

  LedgerApi(GuestRouting guests, InstancesRouting instances, List<Resource> others) {
    this.guests = guests;
    this.instances = instances;
    this.others = List.copyOf(others);
  }

  /**
   * The routes over an instance's books; other instances are asked over HTTP.
   *
   * @param http as all of them serve it
   * @param topics what is read from them
   * @param others what else is asked, in turn, before the routes of the books
   */
  public static LedgerApi over(
      Books books, HttpSettings http, GuestTopics topics, List<Resource> others) {
    Peers peers = new HttpPeers(books.self(), http);
    GuestRouting guests =
        new GuestRouting(
            books, new GuestAnswers(topics::past), peers, System::nanoTime, LedgerApi::sleep);
    List<Resource> all = new ArrayList<>(others);
    all.add(new GuestRecords(topics, guests));
    return new LedgerApi(guests, new InstancesRouting(books, peers), all);
  }

  private static void sleep(Duration length) throws InterruptedException {
    Thread.sleep(length.toMillis());
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public Response answer(Request request) {
    return EntityTags.tagged(request, answered(request));
  }

  private Response answered(Request request) {
    for (Resource other : others) {
      Response response = other.answer(request);
      if (response != null) {
        return response;
      }
    }
    boolean wasPassedOn = request.header(FORWARDED_BY) != null;
    if (request.rawPath().startsWith(GuestRequest.GUESTS)) {
      return guest(request, wasPassedOn);
    }
    return request.rawPath().equals(InstancesRouting.INSTANCES)
        ? instances.answer(wasPassedOn)
        : nothingHere();
  }

  private Response guest(Request request, boolean wasPassedOn) {
    try {
      GuestRequest asked = GuestRequest.of(request);
      return asked == null ? nothingHere() : guests.answer(asked, wasPassedOn);
    } catch (BadParameterException e) {
      return Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static Response nothingHere() {
    return Problem.notFound(
        "nothing here; expected /api/v1/guests/GUEST, /api/v1/guests/GUEST/ledger"
            + " or /api/v1/instances");
  }
}
