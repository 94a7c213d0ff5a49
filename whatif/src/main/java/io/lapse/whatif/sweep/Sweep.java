package io.lapse.whatif.sweep;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Outage;
import io.lapse.ledger.account.OutageAccount;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Recorded;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.WholeFold;
import io.lapse.ledger.evidence.HostEvidence;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.whatif.diff.DiffSummary;
import io.lapse.whatif.diff.LedgerDiff;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.harm.Future;
import io.lapse.whatif.harm.Outlook;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes a history guest by guest, and answers a {@link Question}. Several may share the guests
 * between them and be merged; the answer is the same. Not safe for use by several threads.
 *
 * <pre>
 *   a guest's inputs --fold, once per set of policies--> outages
 *        each outage: two futures priced once, then one of them picked per threshold
 * </pre>
 */
public final class Sweep {
  private static final int TOP = 20;

  private final Question question;
  private final CoverageTally coverage = new CoverageTally();
  private final List<SetTally> sets = new ArrayList<>();
  private final Map<OutageKind, Spread> tout = new EnumMap<>(OutageKind.class);
  private final Spread starved = new Spread();
  private final Top<Burst> bursts = new Top<>(TOP, Burst.WORST_FIRST);
  private final Top<GuestLoss> guests = new Top<>(TOP, GuestLoss.MOST_FIRST);
  private final PairTally pairs = new PairTally();
  private final HostClocks clocks = new HostClocks();
  private final Map<String, DiffSummary> differences = new LinkedHashMap<>();

  public Sweep(Question question) {
    this.question = question;
    question.policies().forEach(set -> sets.add(new SetTally(question, set)));
  }

  /**
   * Takes the whole history of one guest.
   *
   * @param inputs all of them, in any order; repetitions count once
   * @throws IllegalArgumentException if one is about another guest
   */
  public void add(String guest, List<LedgerInput> inputs) {
    WholeFold.Result folded = WholeFold.of(guest, inputs, question.policies().get(0).rules());
    Profiles profiles = Profiles.of(folded.accepted());
    coverage.guest(folded, inputs.size());
    List<Outlook> outlooks = outlooks(folded, profiles, question.policies().get(0).rules());
    cover(folded, profiles);
    describe(guest, outlooks);
    evidence(folded);
    outlooks.forEach(sets.get(0)::add);
    for (int i = 1; i < sets.size(); i++) {
      PolicySet set = question.policies().get(i);
      WholeFold.Result other = WholeFold.of(guest, inputs, set.rules());
      outlooks(other, profiles, set.rules()).forEach(sets.get(i)::add);
      difference(set.name()).add(LedgerDiff.of(asked(folded.entries()), asked(other.entries())));
    }
  }

  private DiffSummary difference(String set) {
    return differences.computeIfAbsent(set, name -> new DiffSummary());
  }

  private List<Outlook> outlooks(WholeFold.Result folded, Profiles profiles, Rules rules) {
    List<Outlook> outlooks = new ArrayList<>(folded.accounts().size());
    for (OutageAccount account : folded.accounts()) {
      TaiInstant at = begin(account.outage());
      if (question.covers(at)) {
        Outlook.of(account, profiles.at(at), rules, question.models()).ifPresent(outlooks::add);
      }
    }
    return outlooks;
  }

  private void cover(WholeFold.Result folded, Profiles profiles) {
    Rules rules = question.policies().get(0).rules();
    for (OutageAccount account : folded.accounts()) {
      Outage outage = account.outage();
      TaiInstant at = begin(outage);
      if (question.covers(at)) {
        String like = outage.timersLike();
        boolean prior = like != null && rules.priors().containsKey(like);
        coverage.outage(outage, at, profiles.at(at), prior);
      } else {
        coverage.leftOut();
      }
    }
  }

  private static TaiInstant begin(Outage outage) {
    TaiInstant stopped = outage.stoppedAt();
    return stopped != null ? stopped : Objects.requireNonNull(outage.restartedAt());
  }

  /** What no policy changes. */
  private void describe(String guest, List<Outlook> outlooks) {
    long lostNanos = 0;
    long longestNanos = 0;
    long timers = 0;
    for (Outlook outlook : outlooks) {
      long nanos = Math.max(0, outlook.closing().toutNanos());
      lostNanos = capped(lostNanos + nanos);
      longestNanos = Math.max(longestNanos, nanos);
      OutageKind kind = Objects.requireNonNull(outlook.account().outage().kind());
      tout.computeIfAbsent(kind, of -> new Spread()).add(nanos);
      timers = Math.addExact(timers, burst(outlook));
      clocks.add(outlook.account().outage());
    }
    if (!outlooks.isEmpty()) {
      guests.add(new GuestLoss(guest, outlooks.size(), lostNanos, longestNanos, timers));
    }
  }

  /** A stop with many restarts may lose more than 64 bits hold: that is as bad as it gets. */
  private static long capped(long sumNanos) {
    return sumNanos < 0 ? Long.MAX_VALUE : sumNanos;
  }

  /** How many timers expire at once if the outage is compensated; 0 if it could not be. */
  private long burst(Outlook outlook) {
    if (outlook.under(Verdict.WITHIN) != Future.COMPENSATED) {
      return 0;
    }
    Figures figures = outlook.figures(Future.COMPENSATED);
    long timers = figures.orZero(Figure.TIMERS);
    long overruns = figures.orZero(Figure.OVERRUNS);
    if (timers > 0) {
      bursts.add(new Burst(outlook, timers, overruns));
    }
    return timers;
  }

  private void evidence(WholeFold.Result folded) {
    HostEvidence.residuals(asked(folded.entries()), folded.accepted()).forEach(pairs::add);
    for (Recorded<?> recorded : folded.accepted()) {
      if (recorded.input() instanceof HostEvent.VcpuStarved event
          && question.covers(event.stamp().at())) {
        starved.add(event.durationNanos());
      }
    }
  }

  private List<Entry> asked(List<Entry> entries) {
    return entries.stream()
        .filter(
            entry ->
                question.covers(
                    entry.stoppedAt() != null
                        ? entry.stoppedAt()
                        : Objects.requireNonNull(entry.restartedAt())))
        .toList();
  }

  /** Takes over what another has found; the same question, other guests. */
  public void merge(Sweep other) {
    if (!other.question.equals(question)) {
      throw new IllegalArgumentException("other must answer the same question");
    }
    coverage.merge(other.coverage);
    for (int i = 0; i < sets.size(); i++) {
      sets.get(i).merge(other.sets.get(i));
    }
    other.tout.forEach(
        (kind, spread) -> tout.computeIfAbsent(kind, of -> new Spread()).merge(spread));
    starved.merge(other.starved);
    bursts.merge(other.bursts);
    guests.merge(other.guests);
    pairs.merge(other.pairs);
    clocks.merge(other.clocks);
    other.differences.forEach((name, diff) -> difference(name).add(diff));
  }

  /** The answer, as far as guests were added. */
  public WhatIf result() {
    List<Row> rows = new ArrayList<>();
    sets.forEach(set -> rows.addAll(set.rows()));
    Map<OutageKind, Distribution> lengths = new EnumMap<>(OutageKind.class);
    tout.forEach((kind, spread) -> lengths.put(kind, spread.distribution()));
    return new WhatIf(
        question,
        coverage.coverage(),
        rows,
        lengths,
        starved.distribution(),
        bursts.list(),
        guests.list(),
        pairs.pairs(),
        pairs.oneIn(),
        clocks.biased(TOP).list(),
        differences);
  }
}
