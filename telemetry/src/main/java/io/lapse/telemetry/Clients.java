package io.lapse.telemetry;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who is connected: so many at once, and none for longer than it may take. */
final class Clients {
  /** How often somebody looks at the time. */
  static final int CHECK_SECONDS = 1;

  private final Set<Client> connected = new HashSet<>();

  /** Takes one in; false if there are too many. */
  synchronized boolean add(Client client) {
    return connected.size() < Limits.CONNECTIONS_MAX && connected.add(client);
  }

  /** It has gone, or was not taken in. */
  synchronized void remove(Client client) {
    connected.remove(client);
  }

  /** Ends those that take too long. */
  void check() {
    long nowNanos = System.nanoTime();
    for (Client client : copy()) {
      client.check(nowNanos);
    }
  }

  private synchronized List<Client> copy() {
    return List.copyOf(connected);
  }
}
