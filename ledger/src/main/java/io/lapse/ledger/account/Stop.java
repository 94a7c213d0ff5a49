package io.lapse.ledger.account;

import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.time.TaiInstant;
import org.jspecify.annotations.Nullable;

/**
 * A stop, the guest as it was then, and what happened since. It is kept until its restart, and
 * after it for a second one.
 *
 * @param cooperation how the guest came to stand still
 * @param missedDeadline of an announcement that the guest did not answer in time; null if none
 * @param balance what its wall clock owed
 * @param staleOutageId the outage on which UNACCOUNTED_TIME stood; null if none
 * @param inventory its timers; null if not known
 * @param untrusted whether the host's clock was known to be worse than the stamp says
 */
public record Stop(
    Recorded<HostEvent.Stopped> event,
    Cooperation cooperation,
    @Nullable TaiInstant missedDeadline,
    Balance balance,
    @Nullable String staleOutageId,
    @Nullable RunningInventory inventory,
    boolean untrusted,
    Since since) {

  /**
   * What happened since a stop.
   *
   * @param stepped whether its host's clock was stepped
   * @param processEnded whether the process on its host ended
   * @param reset whether the guest was reset: then its timers are gone
   */
  public record Since(boolean stepped, boolean processEnded, boolean reset) {
    static final Since NOTHING = new Since(false, false, false);
  }

  TaiInstant at() {
    return event.at();
  }

  private Stop with(Since now) {
    return new Stop(
        event, cooperation, missedDeadline, balance, staleOutageId, inventory, untrusted, now);
  }

  Stop stepped() {
    return with(new Since(true, since.processEnded(), since.reset()));
  }

  Stop processEnded() {
    return with(new Since(since.stepped(), true, since.reset()));
  }

  Stop reset() {
    return with(new Since(since.stepped(), since.processEnded(), true));
  }
}
