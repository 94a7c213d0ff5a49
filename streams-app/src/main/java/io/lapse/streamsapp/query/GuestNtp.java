package io.lapse.streamsapp.query;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The NTP state of a guest's emulated kernel, of what is not sealed of its books: what its outages,
 * its reactions and its clock observations do to it. A restart without a reaction in the books is
 * reacted to as an emulated guest does, after the delay of the policy that judged the outage.
 */
public final class GuestNtp {
  private static final String SYNCHRONISED = "synchronised";

  private final List<Entry> outages;
  private final List<GuestEvent.Reacted> reactions = new ArrayList<>();
  private final List<NtpMoment> moments = new ArrayList<>();
  private final Map<String, Long> delays = new HashMap<>();

  private GuestNtp(GuestView guest) {
    outages = standing(guest.entries());
    delays.put(Policy.DEFAULT.name(), Policy.DEFAULT.reactionDelayNanos());
    guest
        .unsealed()
        .judgedBy()
        .forEach(policy -> delays.put(policy.name(), policy.reactionDelayNanos()));
    guest.unsealed().inputs().forEach(this::hear);
    outages.forEach(this::take);
  }

  /** The curve of a guest; without points if nothing is known that would move it. */
  public static NtpCurve of(GuestView guest) {
    return NtpCurve.of(new GuestNtp(guest).moments, guest.watermark());
  }

  /** Each outage as its last entry has it. */
  private static List<Entry> standing(List<Entry> entries) {
    Map<String, Entry> last = new LinkedHashMap<>();
    for (Entry entry : entries) {
      last.merge(
          entry.outageId(),
          entry,
          (one, other) -> one.entryNumber() > other.entryNumber() ? one : other);
    }
    return List.copyOf(last.values());
  }

  private void hear(LedgerInput input) {
    if (input instanceof GuestEvent.Reacted reaction) {
      reactions.add(reaction);
    } else if (input instanceof GuestEvent.ClockObservation observation) {
      moments.add(
          new NtpMoment.Observed(
              observation.stamp().at(),
              SYNCHRONISED.equals(observation.status()),
              sum(magnitude(observation.offsetNanos()), observation.errorNanos())));
    }
  }

  private static long magnitude(long nanos) {
    return nanos == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(nanos);
  }

  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  private void take(Entry outage) {
    TaiInstant restarted = outage.restartedAt();
    TaiInstant stopped = stop(outage);
    if (stopped != null) {
      moments.add(new NtpMoment.Stopped(stopped));
    }
    if (restarted != null) {
      Amounts amounts = outage.amounts();
      moments.add(
          new NtpMoment.Restarted(restarted, amounts == null ? 0 : amounts.compensatedNanos()));
      react(outage, restarted);
    }
  }

  /** By two clocks a guest may restart before it stops: then it never stood still. */
  private static @Nullable TaiInstant stop(Entry outage) {
    TaiInstant stopped = outage.stoppedAt();
    TaiInstant restarted = outage.restartedAt();
    return stopped != null && restarted != null && !stopped.isBefore(restarted) ? null : stopped;
  }

  private void react(Entry outage, TaiInstant restarted) {
    TaiInstant next = nextStop(restarted);
    List<GuestEvent.Reacted> own =
        reactions.stream().filter(each -> isWithin(each.stamp().at(), restarted, next)).toList();
    if (own.isEmpty()) {
      TaiInstant at = restarted.plus(delays.getOrDefault(outage.policy(), 0L));
      if (isWithin(at, restarted, next)) {
        moments.add(new NtpMoment.Reset(at));
      }
    }
    own.stream()
        .filter(GuestEvent.Reacted::ntpReset)
        .forEach(each -> moments.add(new NtpMoment.Reset(each.stamp().at())));
  }

  private static boolean isWithin(TaiInstant at, TaiInstant from, @Nullable TaiInstant before) {
    return !at.isBefore(from) && (before == null || at.isBefore(before));
  }

  private @Nullable TaiInstant nextStop(TaiInstant restarted) {
    return outages.stream()
        .map(GuestNtp::stop)
        .filter(Objects::nonNull)
        .filter(stop -> stop.isAfter(restarted))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
