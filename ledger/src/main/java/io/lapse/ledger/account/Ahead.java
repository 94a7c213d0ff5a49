package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes after an input in the order of the books. Few rules look ahead: a claim may follow its
 * restart, and between two hosts a stop may. {@link GuestState} knows which, and makes the books
 * again from the input that looked.
 *
 * @param later the inputs that follow, in order
 * @param claims those among them, and among what is booked together with them
 */
record Ahead(List<Recorded<?>> later, Claims claims) {

  /** The last claim in order about a restart; null if none. */
  @Nullable Recorded<HostEvent.Compensation> compensation(TaiInstant restartedAt, Known known) {
    Recorded<HostEvent.Compensation> ahead = claims.compensation(restartedAt);
    if (ahead != null || known.claims().isEmpty()) {
      return ahead;
    }
    return Claims.among(known.claims()).compensation(restartedAt);
  }

  /** The same for sleep. */
  @Nullable Recorded<GuestEvent.Slept> slept(TaiInstant restartedAt, Known known) {
    Recorded<GuestEvent.Slept> ahead = claims.slept(restartedAt);
    if (ahead != null || known.claims().isEmpty()) {
      return ahead;
    }
    return Claims.among(known.claims()).slept(restartedAt);
  }
}
