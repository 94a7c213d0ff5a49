package io.lapse.ledger.fleet;

import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one input changed in the statistics of one outage.
 *
 * @param at by what the outage belongs to a window: its restart, or its stop while it is open
 * @param sourceHost null where the stop is missing
 * @param destinationHost null while the outage is open
 * @param traits under which it is, or was, counted
 */
public record FleetDelta(
    String guest,
    TaiInstant at,
    @Nullable String sourceHost,
    @Nullable String destinationHost,
    GuestTraits traits,
    FleetStats added,
    FleetStats removed) {

  /** The host of an outage of which no host is known. */
  static final String NO_HOST = "";

  /**
   * The host with which the outage is counted once for the fleet, its labels and its class; {@link
   * #NO_HOST} if none is known.
   */
  String home() {
    if (sourceHost != null) {
      return sourceHost;
    }
    return destinationHost == null ? NO_HOST : destinationHost;
  }

  /** The hosts that must hear of it, each once; one or two. */
  public Set<String> hosts() {
    Set<String> hosts = new LinkedHashSet<>();
    hosts.add(home());
    if (destinationHost != null) {
      hosts.add(destinationHost);
    }
    return hosts;
  }

  /** Under which dimensions a host counts it. */
  Set<Dimension> dimensions(String host) {
    Set<Dimension> dimensions = new LinkedHashSet<>();
    if (host.equals(home())) {
      dimensions.add(new Dimension.Whole());
      dimensions.add(new Dimension.OfClass(traits.guestClass()));
      traits.labels().forEach((name, value) -> dimensions.add(new Dimension.Label(name, value)));
      if (sourceHost != null) {
        dimensions.add(new Dimension.Source(sourceHost));
        if (destinationHost != null && !destinationHost.equals(sourceHost)) {
          dimensions.add(new Dimension.Pair(sourceHost, destinationHost));
        }
      }
    }
    if (host.equals(destinationHost)) {
      dimensions.add(new Dimension.Destination(host));
    }
    return dimensions;
  }

  /** Whether it is about the same outages, counted in the same way. */
  boolean isLike(FleetDelta other) {
    return emptied().equals(other.emptied());
  }

  private FleetDelta emptied() {
    return with(FleetStats.EMPTY, FleetStats.EMPTY);
  }

  FleetDelta plus(FleetDelta other) {
    return with(added.plus(other.added), removed.plus(other.removed));
  }

  /** Without the violations that it takes back and adds again. */
  FleetDelta net() {
    Counts<Violation> opened = added.opened().common(removed.opened());
    Counts<Violation> open = added.openNow().common(removed.openNow());
    return with(added.withoutViolations(opened, open), removed.withoutViolations(opened, open));
  }

  /** Whether it changes nothing. */
  boolean isNothing() {
    return added.equals(removed);
  }

  private FleetDelta with(FleetStats newlyAdded, FleetStats newlyRemoved) {
    return new FleetDelta(guest, at, sourceHost, destinationHost, traits, newlyAdded, newlyRemoved);
  }
}
