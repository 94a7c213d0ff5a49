package io.lapse.ledger.account;

import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an outage was, as its stop and its restart show it.
 *
 * @param kind null where an open outage does not tell
 * @param stoppedAt null where the stop is missing
 * @param restartedAt null while it is open
 * @param policy what it is judged by
 * @param sequence its rank among the guest's restarts, from 1; null while it is open
 * @param closing null unless both ends are known
 * @param timers the guest's timers at the stop; null if they are not known, or void
 * @param timersLike the class of guests whose usual timers stand in for them; null if they are
 *     known, or void
 * @param supported whether the guest's kernel is one whose timers can be estimated
 */
public record Outage(
    String guest,
    String id,
    @Nullable OutageKind kind,
    @Nullable String sourceHost,
    @Nullable String destinationHost,
    @Nullable TaiInstant stoppedAt,
    @Nullable TaiInstant restartedAt,
    Policy policy,
    Cooperation cooperation,
    @Nullable Long sequence,
    @Nullable Closing closing,
    @Nullable TimersAtStop timers,
    @Nullable String timersLike,
    boolean supported) {

  /** When it became known: at its restart, or at its stop while it is open. */
  TaiInstant bookedAt() {
    return restartedAt != null ? restartedAt : Objects.requireNonNull(stoppedAt);
  }

  Outage with(Cooperation known) {
    return new Outage(
        guest,
        id,
        kind,
        sourceHost,
        destinationHost,
        stoppedAt,
        restartedAt,
        policy,
        known,
        sequence,
        closing,
        timers,
        timersLike,
        supported);
  }
}
