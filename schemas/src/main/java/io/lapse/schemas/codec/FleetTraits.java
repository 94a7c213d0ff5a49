package io.lapse.schemas.codec;

import io.lapse.ledger.fleet.GuestTraits;
import io.lapse.schemas.wire.FleetTraitsWire;

/** {@link GuestTraits} within other records. */
final class FleetTraits {
  private FleetTraits() {}

  static FleetTraitsWire wire(GuestTraits traits) {
    return new FleetTraitsWire(traits.guestClass(), traits.labels());
  }

  static GuestTraits domain(FleetTraitsWire wire) {
    return new GuestTraits(wire.getClass$(), wire.getLabels());
  }
}
