package io.lapse.ledger.fleet;

import io.lapse.ledger.guest.GuestEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By what a guest is grouped with others, as its profile says. */
public record GuestTraits(String guestClass, Map<String, String> labels) {
  /** Of a guest that has no profile. */
  public static final GuestTraits UNKNOWN =
      new GuestTraits(GuestEvent.Profile.DEFAULT_CLASS, Map.of());

  public GuestTraits {
    labels = Map.copyOf(labels);
  }

  static GuestTraits of(GuestEvent.@Nullable Profile profile) {
    return profile == null ? UNKNOWN : new GuestTraits(profile.guestClass(), profile.labels());
  }
}
