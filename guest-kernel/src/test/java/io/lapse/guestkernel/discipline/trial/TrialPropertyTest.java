package io.lapse.guestkernel.discipline.trial;

import static io.lapse.guestkernel.discipline.trial.Trials.HOUR;
import static io.lapse.guestkernel.discipline.trial.Trials.MILLI;
import static io.lapse.guestkernel.discipline.trial.Trials.PPB;
import static io.lapse.guestkernel.discipline.trial.Trials.SECOND;
import static io.lapse.guestkernel.discipline.trial.Trials.nanos;
import static io.lapse.guestkernel.discipline.trial.Trials.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.ledger.notice.InjectAs;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws of all daemons, settled, for any outage from 1 ms to 2 h. */
class TrialPropertyTest {
  private static final long WATCHED = 6 * HOUR;

  /** Settled once for all tries. */
  private static final Map<Kind, Trial> TRIALS = trials();

  /** The daemons of the properties. */
  enum Kind {
    NTPD(MILLI),
    CHRONY(MILLI),
    /** Its loop is not damped at short poll intervals: a fresh start spoils the frequency. */
    TIMESYNCD(20 * MILLI);

    /** By so much on average an aware one may be more wrong than a naive one. */
    private final long worseNanos;

    Kind(long worseNanos) {
      this.worseNanos = worseNanos;
    }

    private Program program() {
      return switch (this) {
        case NTPD -> Trials.NTPD;
        case CHRONY -> Trials.CHRONY;
        case TIMESYNCD -> Trials.TIMESYNCD;
      };
    }

    private Trial trial() {
      return Objects.requireNonNull(TRIALS.get(this));
    }
  }

  private static Map<Kind, Trial> trials() {
    Map<Kind, Trial> trials = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      trials.put(kind, Trial.of(Trials.setup(kind.program())));
    }
    return trials;
  }

  private static Map<Knowledge, Outcome> byKnowledge(Kind kind, Outage outage) {
    Map<Knowledge, Outcome> outcomes = new EnumMap<>(Knowledge.class);
    for (Knowledge knowledge : Knowledge.values()) {
      outcomes.put(knowledge, kind.trial().run(outage.withKnowledge(knowledge), watch(WATCHED)));
    }
    return outcomes;
  }

  /**
   * Where the hosts' clocks are within 10 ms of each other. Not a law: that an aware daemon is
   * never more wrong at all. A fresh start costs something, where there was nothing to be aware of.
   */
  @Property(tries = 40)
  void awareDaemon_isNeverLongerStale_norMuchMoreWrong_thanANaiveOne(
      @ForAll Kind kind, @ForAll("outages") Outage outage) {
    Map<Knowledge, Outcome> outcomes = byKnowledge(kind, outage);

    for (Knowledge aware : new Knowledge[] {Knowledge.AWARE, Knowledge.WOKEN}) {
      for (Knowledge naive : new Knowledge[] {Knowledge.NONE, Knowledge.KERNEL}) {
        Outcome more = outcomes.get(aware);
        Outcome less = outcomes.get(naive);
        assertThat(nanos(more.staleWindow()))
            .as("%s against %s", aware, naive)
            .isLessThanOrEqualTo(nanos(less.staleWindow()));
        assertThat(more.wrongNanosSeconds())
            .as("%s against %s", aware, naive)
            .isLessThanOrEqualTo(less.wrongNanosSeconds() + kind.worseNanos * (WATCHED / SECOND));
      }
    }
  }

  /** Given up is given up for good; an aware daemon is never brought to it by an outage. */
  @Property(tries = 25)
  void awareDaemon_neverGivesUp(@ForAll Kind kind, @ForAll("outages") Outage outage) {
    Outcome outcome = kind.trial().run(outage.withKnowledge(Knowledge.AWARE), watch(2 * HOUR));

    assertThat(outcome.gaveUp()).isFalse();
    assertThat(outcome.unsynchronised()).isInstanceOf(Span.Ended.class);
  }

  /** REALTIME goes back by steps only, and each of these is counted. */
  @Property(tries = 40)
  void wallClock_goesBackByCountedStepsOnly(
      @ForAll Kind kind,
      @ForAll("outages") Outage outage,
      @ForAll Knowledge knowledge,
      @ForAll @IntRange(min = -3_000, max = 3_000) int residualMillis) {
    Outage wrong =
        new Outage(
            outage.nanos(),
            outage.compensated(),
            residualMillis * MILLI,
            outage.frequencyPpbAfter(),
            outage.moment(),
            knowledge,
            outage.injectAs());
    Backward seen = new Backward();

    Outcome outcome = kind.trial().run(wrong, watch(2 * HOUR), seen);

    // The kernel steps before the guest is watched.
    boolean byKernel =
        outcome.steps().byKernel() == 1 && !wrong.compensated() && wrong.claimedNanos() < 0;
    assertThat(seen.count).isEqualTo(outcome.steps().backward() - (byKernel ? 1 : 0));
  }

  /** Counts how often REALTIME was less than before. */
  private static final class Backward implements Observer {
    private long latest = Long.MIN_VALUE;
    private int count;

    @Override
    public void at(long sinceRestartNanos, long errorNanos, AdjtimexReply ntp) {
      long realtime = sinceRestartNanos + errorNanos;
      count += realtime < latest ? 1 : 0;
      latest = realtime;
    }
  }

  /** A clock that nobody disturbs stays within 1 ms, and synchronised, and is never stepped. */
  @Property(tries = 15)
  void settledDaemon_withoutAnOutage_staysWithinAMillisecond(
      @ForAll Kind kind, @ForAll("moments") Moment moment) {
    Outage none = new Outage(0, false, 0, PPB, moment, Knowledge.NONE, InjectAs.OFFSET);

    Outcome outcome = kind.trial().run(none, watch(12 * HOUR));

    assertThat(outcome.largestErrorNanos()).isLessThan(MILLI);
    assertThat(outcome.steps()).isEqualTo(Steps.NONE);
    assertThat(outcome.unsynchronised()).isEqualTo(new Span.Ended(0));
  }

  /** The integral is at most the largest error all the time. */
  @Property(tries = 25)
  void outcome_agreesWithItself(
      @ForAll Kind kind, @ForAll("outages") Outage outage, @ForAll Knowledge knowledge) {
    Outcome outcome = kind.trial().run(outage.withKnowledge(knowledge), watch(2 * HOUR));

    assertThat(outcome.wrongNanosSeconds())
        .isLessThanOrEqualTo(outcome.largestErrorNanos() * (2 * HOUR / SECOND));
    assertThat(outcome.staleWindow())
        .isIn(new Span.Lasting(), new Span.Ended(Math.min(nanos(outcome.staleWindow()), 2 * HOUR)));
    assertThat(outcome.steps().byKernel()).isEqualTo(injections(outage, knowledge));
    assertThat(kind.trial().run(outage.withKnowledge(knowledge), watch(2 * HOUR)))
        .isEqualTo(outcome);
  }

  /** A sleep of less than nothing is refused. */
  private static int injections(Outage outage, Knowledge knowledge) {
    boolean injects = knowledge != Knowledge.NONE && !outage.compensated();
    long claimed = outage.claimedNanos();
    boolean moves = outage.injectAs() == InjectAs.OFFSET ? claimed != 0 : claimed > 0;
    return injects && moves ? 1 : 0;
  }

  @Provide
  Arbitrary<Moment> moments() {
    return Arbitraries.oneOf(
        Arbitraries.of(Moment.AFTER_REPLY, Moment.MIDWAY, Moment.BEFORE_REQUEST),
        Arbitraries.longs().between(0, 20).map(millis -> new Moment.AfterRequest(millis * MILLI)));
  }

  /** Lengths of every size; other hardware within 50 ppm, or the same. */
  @Provide
  Arbitrary<Outage> outages() {
    Arbitrary<Long> nanos =
        Arbitraries.oneOf(
            Arbitraries.longs().between(MILLI, SECOND),
            Arbitraries.longs().between(SECOND, 60 * SECOND),
            Arbitraries.longs().between(60 * SECOND, 2 * HOUR));
    Arbitrary<Long> ppb =
        Arbitraries.oneOf(Arbitraries.just(PPB), Arbitraries.longs().between(-50_000, 50_000));
    return Combinators.combine(
            nanos,
            Arbitraries.of(true, false),
            Arbitraries.longs().between(-10 * MILLI, 10 * MILLI),
            ppb,
            moments(),
            Arbitraries.of(InjectAs.values()))
        .as(
            (length, compensated, residual, frequency, moment, injectAs) ->
                new Outage(
                    length, compensated, residual, frequency, moment, Knowledge.NONE, injectAs));
  }
}
