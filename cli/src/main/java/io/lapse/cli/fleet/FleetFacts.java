package io.lapse.cli.fleet;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a manifest states of hosts and guests, learnt from what they say. */
final class FleetFacts {
  private final Map<String, Long> clockErrorNanosByHost = new TreeMap<>();
  private final Map<String, CounterWhilePaused> counterByGuest = new TreeMap<>();

  void learn(HostEvent event) {
    String host = Objects.requireNonNull(event.envelope().host(), "an event of a host names it");
    clockErrorNanosByHost.putIfAbsent(host, event.stamp().clockErrorNanos());
  }

  void learn(GuestEvent event) {
    if (event instanceof GuestEvent.Profile profile) {
      counterByGuest.put(profile.guest(), profile.counterWhilePaused());
    }
  }

  long clockErrorNanos(String host) {
    return Objects.requireNonNull(clockErrorNanosByHost.get(host), host);
  }

  CounterWhilePaused counter(String guest) {
    return counterByGuest.getOrDefault(guest, CounterWhilePaused.UNKNOWN);
  }
}
