package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was claimed about outages, by the restart stamp that it names; the last in order counts. */
final class Claims {
  static final Claims NONE = new Claims(Map.of(), Map.of());

  private final Map<TaiInstant, Recorded<HostEvent.Compensation>> compensations;
  private final Map<TaiInstant, Recorded<GuestEvent.Slept>> sleeps;

  private Claims(
      Map<TaiInstant, Recorded<HostEvent.Compensation>> compensations,
      Map<TaiInstant, Recorded<GuestEvent.Slept>> sleeps) {
    this.compensations = compensations;
    this.sleeps = sleeps;
  }

  /** Those among inputs, which are in order. */
  static Claims among(List<Recorded<?>> inputs) {
    Claims claims = null;
    for (Recorded<?> recorded : inputs) {
      if (isClaim(recorded.input())) {
        claims = claims == null ? new Claims(new HashMap<>(), new HashMap<>()) : claims;
        claims.add(recorded);
      }
    }
    return claims == null ? NONE : claims;
  }

  private void add(Recorded<?> recorded) {
    TaiInstant restartedAt = restartedAt(recorded.input());
    if (recorded.input() instanceof GuestEvent.Slept) {
      sleeps.put(restartedAt, recorded.as(GuestEvent.Slept.class));
    } else {
      compensations.put(restartedAt, recorded.as(HostEvent.Compensation.class));
    }
  }

  static boolean isClaim(LedgerInput input) {
    return input instanceof HostEvent.Compensation || input instanceof GuestEvent.Slept;
  }

  /**
   * The restart that a claim names.
   *
   * @throws IllegalArgumentException if it is no claim
   */
  static TaiInstant restartedAt(LedgerInput claim) {
    if (claim instanceof HostEvent.Compensation compensation) {
      return compensation.restartedAt();
    }
    if (claim instanceof GuestEvent.Slept slept) {
      return slept.restartedAt();
    }
    throw new IllegalArgumentException("claim must be one: " + claim);
  }

  @Nullable Recorded<HostEvent.Compensation> compensation(TaiInstant restartedAt) {
    return compensations.get(restartedAt);
  }

  @Nullable Recorded<GuestEvent.Slept> slept(TaiInstant restartedAt) {
    return sleeps.get(restartedAt);
  }
}
