package io.lapse.whatif.harm;

import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.Closing;
import io.lapse.ledger.account.Moved;
import io.lapse.ledger.account.Outage;
import io.lapse.ledger.account.OutageAccount;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.timers.ExpiryEstimate;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The futures that an outage had, each priced once, when it is asked for.
 *
 * <p>Each outage is priced by itself: the guest's timers are rolled forward to its stop by what the
 * books say of the outages before, whatever another policy had made of those.
 */
public final class Outlook {
  private final OutageAccount account;
  private final Outage outage;
  private final Closing closing;
  private final GuestEvent.@Nullable Profile profile;
  private final Rules rules;
  private final Models models;
  private final Map<Future, Figures> priced = new EnumMap<>(Future.class);

  private Outlook(
      OutageAccount account,
      Closing closing,
      GuestEvent.@Nullable Profile profile,
      Rules rules,
      Models models) {
    this.account = account;
    this.outage = account.outage();
    this.closing = closing;
    this.profile = profile;
    this.rules = rules;
    this.models = models;
  }

  /**
   * The futures of an outage; empty if its stop or its restart is not known.
   *
   * @param profile the guest's, as of the outage; null if it told none
   */
  public static Optional<Outlook> of(
      OutageAccount account, GuestEvent.@Nullable Profile profile, Rules rules, Models models) {
    return Optional.ofNullable(account.outage().closing())
        .map(closing -> new Outlook(account, closing, profile, rules, models));
  }

  /** The account whose futures these are. */
  public OutageAccount account() {
    return account;
  }

  /** The guest's profile as of the outage; null if it told none. */
  public GuestEvent.@Nullable Profile profile() {
    return profile;
  }

  /** Restart less stop, as the hosts' clocks showed them. */
  public Closing closing() {
    return closing;
  }

  /** Whether the host might have compensated it. */
  public Verdict verdict(long thresholdNanos) {
    return Verdict.of(closing.tout(), thresholdNanos);
  }

  /** What the policy of the outage makes of it, by a verdict. */
  public Future under(Verdict verdict) {
    Policy policy = outage.policy();
    if (policy.afterDeadline() == AfterDeadline.DIE && wouldDie()) {
      return Future.KILLED;
    }
    if (closing.sleptNanos() != 0) {
      return Future.SLEPT;
    }
    return verdict == Verdict.WITHIN ? Future.COMPENSATED : Future.INJECTED;
  }

  /** The same if an undecided one may be compensated. */
  public Future underAtMost(Verdict verdict) {
    return under(verdict == Verdict.UNDECIDED ? Verdict.WITHIN : verdict);
  }

  /** It was warned, and did not quiesce in time. */
  private boolean wouldDie() {
    return outage.cooperation() == Cooperation.FORCED || outage.cooperation() == Cooperation.KILLED;
  }

  /** What a future comes to; not to be changed. */
  public Figures figures(Future future) {
    return Objects.requireNonNull(priced.computeIfAbsent(future, this::price));
  }

  /**
   * The timers of a future that expire at once; null where nothing is known of them, or nothing
   * that fits 64 bits: the books bear a clock error of centuries where nothing moved.
   */
  public @Nullable ExpiryEstimate expired(Future future) {
    Parts parts = Parts.of(future, closing);
    try {
      return account.expiredIf(parts.closing(closing), parts.moved(outage.policy()), rules);
    } catch (ArithmeticException beyond) {
      return null;
    }
  }

  private Figures price(Future future) {
    Pricing pricing = new Pricing(outage, profile);
    pricing.outage(wouldDie());
    if (future == Future.KILLED) {
      pricing.killed();
      return pricing.figures();
    }
    Parts parts = Parts.of(future, closing);
    pricing.future(future);
    pricing.timers(expired(future));
    pricing.advance(parts.compensatedNanos());
    pricing.step(parts.injectedNanos());
    pricing.cancelled(parts.sleptNanos() != 0 || parts.injectedNanos() != 0);
    pricing.notice();
    boolean otherHardware = outage.kind() == OutageKind.MIGRATION;
    WallClockHarm harm = new WallClockHarm(models.wallClock(profile), otherHardware);
    harm.add(pricing.figures(), future, parts, outage.policy().reactionDelayNanos());
    return pricing.figures();
  }

  /** What the books say that happened. Of what an NTP daemon did, they say nothing. */
  public Figures recorded() {
    Pricing pricing = new Pricing(outage, profile);
    pricing.outage(wouldDie());
    Moved moved = account.moved();
    pricing.recorded(closing, moved);
    pricing.timers(account.expired(rules));
    pricing.advance(Math.max(0, closing.advanceNanos()));
    pricing.step(moved.injectedNanos());
    if (outage.cooperation() == Cooperation.KILLED) {
      pricing.killed();
    }
    WallClockHarm.leaveOut(pricing.figures());
    return pricing.figures();
  }

  /**
   * How an outage's time is split.
   *
   * @param compensatedNanos by which the counter advances; not negative
   * @param sleptNanos what the guest accounts for as sleep
   * @param injectedNanos by which REALTIME is stepped; either sign
   */
  record Parts(long compensatedNanos, long sleptNanos, long injectedNanos) {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN = MAX.negate();

    static Parts of(Future future, Closing closing) {
      long tout = closing.toutNanos();
      return switch (future) {
        case COMPENSATED -> new Parts(Math.max(0, tout), 0, Math.min(0, tout));
        case INJECTED -> new Parts(0, 0, tout);
        case SLEPT -> new Parts(0, closing.sleptNanos(), rest(tout, closing.sleptNanos()));
        case KILLED -> new Parts(0, 0, 0);
      };
    }

    /** As much of it as fits: a guest may claim any sleep. */
    private static long rest(long toutNanos, long sleptNanos) {
      BigInteger rest = BigInteger.valueOf(toutNanos).subtract(BigInteger.valueOf(sleptNanos));
      return rest.max(MIN).min(MAX).longValueExact();
    }

    Closing closing(Closing was) {
      return new Closing(
          was.toutNanos(),
          was.toutErrorNanos(),
          compensatedNanos,
          AmountBasis.MEASURED,
          sleptNanos,
          sleptNanos == 0 ? null : was.sleptBasis(),
          sleptNanos == 0 ? 0 : was.sleepErrorNanos());
    }

    /** The kernel refuses to sleep backward. */
    Moved moved(Policy policy) {
      boolean asSleep = policy.injectAs() == InjectAs.SLEEP && injectedNanos > 0;
      return new Moved(injectedNanos, asSleep ? injectedNanos : 0, 0);
    }
  }
}
