package io.lapse.telemetry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is connected: so many that ask, so many that listen, and none for longer than it may take.
 */
final class Clients {
  /** How often somebody looks at the time. */
  static final int CHECK_SECONDS = 1;

  private final Set<Client> asking = new HashSet<>();
  private final Set<Client> listening = new HashSet<>();

  /** Takes one in; false if there are too many. */
  synchronized boolean add(Client client) {
    return asking.size() < Limits.CONNECTIONS_MAX && asking.add(client);
  }

  /** It listens from now on; false if too many do, or if it has gone. */
  synchronized boolean listens(Client client) {
    return listening.size() < Limits.STREAMS_MAX && asking.remove(client) && listening.add(client);
  }

  /** It has gone, or was not taken in. */
  synchronized void remove(Client client) {
    asking.remove(client);
    listening.remove(client);
  }

  /** How many listen. */
  synchronized int streams() {
    return listening.size();
  }

  /** Ends those that take too long. */
  void check() {
    long nowNanos = System.nanoTime();
    for (Client client : copy()) {
      client.check(nowNanos);
    }
  }

  private synchronized List<Client> copy() {
    List<Client> all = new ArrayList<>(asking);
    all.addAll(listening);
    return all;
  }
}
