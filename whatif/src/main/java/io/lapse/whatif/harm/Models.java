package io.lapse.whatif.harm;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.whatif.wallclock.NtpDaemon;
import io.lapse.whatif.wallclock.WallClockTable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for the guest's programs, of which nobody took an inventory.
 *
 * @param daemon that keeps the time of a guest whose profile does not say
 */
public record Models(NtpDaemon daemon) {
  /** The label of a profile that names its NTP daemon. */
  public static final String DAEMON_LABEL = "ntp_daemon";

  /** chrony: what most distributions install. */
  public static final Models DEFAULT = new Models(NtpDaemon.CHRONY);

  public Models {
    Objects.requireNonNull(daemon, "daemon");
  }

  /** What an outage does to the wall clock of a guest. */
  WallClockTable wallClock(GuestEvent.@Nullable Profile profile) {
    String told = profile == null ? null : profile.labels().get(DAEMON_LABEL);
    NtpDaemon known = told == null ? daemon : NtpDaemon.of(told).orElse(daemon);
    return WallClockTable.of(known);
  }
}
