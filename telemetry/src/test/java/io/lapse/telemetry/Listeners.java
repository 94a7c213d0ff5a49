package io.lapse.telemetry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A stream of events whose clients a test tells what it wants. */
final class Listeners implements EventRoute {
  static final String PATH = "/things/stream";

  private static final int AT_ONCE = 32;

  private final List<Listener> listening = new CopyOnWriteArrayList<>();
  private final List<AtomicInteger> closed = new CopyOnWriteArrayList<>();

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public Route.Response refusal(Route.Request request) {
    return "no".equals(request.rawQuery())
        ? Problem.of(400, "Bad Request", "as it should", Map.of())
        : null;
  }

  @Override
  public Subscription listen(Route.Request request, Listener listener) {
    if ("bug".equals(request.rawQuery())) {
      throw new IllegalStateException("as it should");
    }
    listener.tell("hello", "0", String.valueOf(request.header("Last-Event-ID")));
    AtomicInteger times = new AtomicInteger();
    listening.add(listener);
    closed.add(times);
    return () -> {
      times.incrementAndGet();
      listening.remove(listener);
    };
  }

  /** Opens so many, a few at a time: one that has not asked yet is a connection like any other. */
  void openMany(int many, TelemetryServer server, List<RawListener> clients) throws IOException {
    for (int i = 1; i <= many; i++) {
      clients.add(RawListener.at(server));
      int open = i;
      if (i % AT_ONCE == 0 || i == many) {
        EventRouteTest.await(() -> size() == open);
      }
    }
  }

  void tell(String kind, String id, String data) {
    listening.forEach(listener -> listener.tell(kind, id, data));
  }

  /** How many listen now. */
  int size() {
    return listening.size();
  }

  /** How often the subscription of each client was closed. */
  List<Integer> closed() {
    List<Integer> times = new ArrayList<>();
    closed.forEach(each -> times.add(each.get()));
    return times;
  }
}
