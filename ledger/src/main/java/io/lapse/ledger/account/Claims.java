package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was claimed about outages, by the restart stamp that it names. A claim waits here until such
 * a restart exists; of several about one restart the last in order counts.
 */
final class Claims {
  private final Map<TaiInstant, Recorded<HostEvent.Compensation>> compensations = new HashMap<>();
  private final Map<TaiInstant, Recorded<GuestEvent.Slept>> sleeps = new HashMap<>();

  Claims(Timeline timeline) {
    timeline
        .all(HostEvent.Compensation.class)
        .forEach(claim -> compensations.put(claim.input().restartedAt(), claim));
    timeline
        .all(GuestEvent.Slept.class)
        .forEach(claim -> sleeps.put(claim.input().restartedAt(), claim));
  }

  @Nullable Recorded<HostEvent.Compensation> compensation(TaiInstant restartedAt) {
    return compensations.get(restartedAt);
  }

  @Nullable Recorded<GuestEvent.Slept> slept(TaiInstant restartedAt) {
    return sleeps.get(restartedAt);
  }
}
