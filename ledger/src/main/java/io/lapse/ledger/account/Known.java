package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a guest's inputs have said up to an instant, apart from its stops and restarts.
 *
 * @param profile the latest; null before the first
 * @param inventory the latest that no reset and no first start made void; null if none
 * @param warning the latest announcement since the guest ran; null if none
 * @param hostClocks the last word about each host's clock; the longest silent one first. Not
 *     copied: nobody may change it
 * @param claims those about restarts that are still to come, in order
 */
public record Known(
    GuestEvent.@Nullable Profile profile,
    @Nullable RunningInventory inventory,
    @Nullable Warning warning,
    Map<String, HostClockWord> hostClocks,
    List<Recorded<?>> claims) {

  /** Of so many hosts the last word is kept; a guest that visits more forgets the oldest. */
  static final int HOSTS_MAX = 64;

  static final Known NOTHING = new Known(null, null, null, Map.of(), List.of());

  /**
   * An announcement, and what came of it.
   *
   * @param deadline until when the guest might quiesce
   * @param quiesced whether it did in time
   * @param killed whether the host killed it since
   */
  public record Warning(TaiInstant deadline, boolean quiesced, boolean killed) {}

  /**
   * What was said of a host's clock.
   *
   * @param errorNanos the bound that was stated
   * @param wrongOffset whether its kernel counts TAI with a wrong offset
   * @param steppedAt when it was last stepped; null if it was not
   */
  public record HostClockWord(
      long errorNanos, boolean wrongOffset, @Nullable TaiInstant steppedAt) {}

  public Known {
    claims = List.copyOf(claims);
  }

  String guestClass() {
    return profile == null ? Policy.DEFAULT.guestClass() : profile.guestClass();
  }

  /** Whether the guest's kernel is one whose timers Lapse knows; nothing said means Linux. */
  boolean isSupported() {
    return profile == null || profile.os() == null || profile.os().equalsIgnoreCase("linux");
  }

  Known withProfile(GuestEvent.Profile latest) {
    return new Known(latest, inventory, warning, hostClocks, claims);
  }

  Known withInventory(@Nullable RunningInventory running) {
    return new Known(profile, running, warning, hostClocks, claims);
  }

  Known withWarning(@Nullable Warning latest) {
    return new Known(profile, inventory, latest, hostClocks, claims);
  }

  Known quiesced(TaiInstant at) {
    if (warning == null || at.isAfter(warning.deadline())) {
      return this;
    }
    return withWarning(new Warning(warning.deadline(), true, warning.killed()));
  }

  Known killed() {
    return warning == null
        ? this
        : withWarning(new Warning(warning.deadline(), warning.quiesced(), true));
  }

  Known withClock(String host, HostEvent.HostClock clock) {
    Map<String, HostClockWord> words = new LinkedHashMap<>(hostClocks);
    HostClockWord before = words.remove(host);
    TaiInstant steppedAt =
        clock.steppedNanos() != 0 ? clock.stamp().at() : before == null ? null : before.steppedAt();
    words.put(
        host,
        new HostClockWord(clock.errorNanos(), clock.wrongTaiOffsetSeconds() != null, steppedAt));
    if (words.size() > HOSTS_MAX) {
      words.remove(words.keySet().iterator().next());
    }
    return new Known(profile, inventory, warning, Collections.unmodifiableMap(words), claims);
  }

  /** Whether a host's clock is known to be worse than a stamp of it says. */
  boolean contradicts(Recorded<? extends HostEvent> stamped) {
    HostClockWord word = stamped.host() == null ? null : hostClocks.get(stamped.host());
    return word != null
        && (word.wrongOffset() || word.errorNanos() > stamped.input().stamp().clockErrorNanos());
  }

  /** Whether a host's clock was stepped at the very instant of a stop. */
  boolean isSteppedAt(Recorded<HostEvent.Stopped> stop) {
    HostClockWord word = stop.host() == null ? null : hostClocks.get(stop.host());
    return word != null && stop.at().equals(word.steppedAt());
  }

  Known withClaim(Recorded<?> claim) {
    List<Recorded<?>> next = new ArrayList<>(claims);
    next.add(claim);
    return new Known(profile, inventory, warning, hostClocks, next);
  }

  /** Without the claims about restarts that did not come until now. */
  Known at(TaiInstant now) {
    if (claims.isEmpty()
        || claims.stream().noneMatch(claim -> Claims.restartedAt(claim.input()).isBefore(now))) {
      return this;
    }
    List<Recorded<?>> left = new ArrayList<>(claims);
    left.removeIf(claim -> Claims.restartedAt(claim.input()).isBefore(now));
    return new Known(profile, inventory, warning, hostClocks, left);
  }
}
