package io.lapse.whatif.sweep;

import io.lapse.ledger.account.Recorded;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a guest said of itself, and when. */
final class Profiles {
  private final TreeMap<TaiInstant, GuestEvent.Profile> byStamp = new TreeMap<>();

  private Profiles() {}

  /**
   * Those among inputs.
   *
   * @param accepted in the order of the books
   */
  static Profiles of(List<Recorded<?>> accepted) {
    Profiles profiles = new Profiles();
    for (Recorded<?> recorded : accepted) {
      if (recorded.input() instanceof GuestEvent.Profile profile) {
        profiles.byStamp.put(profile.stamp().at(), profile);
      }
    }
    return profiles;
  }

  /** The latest that held at an instant; null if there was none. */
  GuestEvent.@Nullable Profile at(TaiInstant at) {
    Map.Entry<TaiInstant, GuestEvent.Profile> latest = byStamp.floorEntry(at);
    return latest == null ? null : latest.getValue();
  }
}
