package io.lapse.whatif.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a sweep says that happened is what the standing ledger says. */
class RecordedPropertyTest {

  @Property(tries = 16)
  void recordedRow_isTheSumOfTheLastEntries(@ForAll long seed, @ForAll boolean reacting) {
    Map<String, List<LedgerInput>> wild = Fleets.wild(seed, 8, 12);
    Map<String, List<LedgerInput>> fleet = reacting ? Fleets.reacting(wild) : wild;
    Policy policy = Sweeps.policy(100_000_000, InjectAs.OFFSET, AfterDeadline.FORCE);
    List<Entry> last = Fleets.lastEntries(fleet, Sweeps.rules(policy));

    Figures recorded = Sweeps.recorded(Sweeps.answer(Sweeps.question(policy), fleet));

    assertThat(recorded.orZero(Figure.OUTAGES)).isEqualTo(last.size());
    assertThat(recorded.orZero(Figure.UNDECIDED))
        .isEqualTo(last.stream().filter(e -> e.verdict() == Verdict.UNDECIDED).count());
    assertAmounts(recorded, last);
    assertTimers(recorded, last);
    if (reacting) {
      assertThat(recorded.orZero(Figure.INJECTED)).isPositive();
    }
  }

  private static void assertAmounts(Figures recorded, List<Entry> last) {
    assertThat(recorded.orZero(Figure.COMPENSATED))
        .isEqualTo(amounts(last, Amounts::compensatedNanos).filter(nanos -> nanos != 0).count());
    assertThat(recorded.orZero(Figure.MONOTONIC_JUMPED_MS))
        .isEqualTo(
            amounts(last, Amounts::compensatedNanos).map(n -> Math.max(0, n)).sum() / Tale.MILLI);
    assertThat(recorded.orZero(Figure.INJECTED))
        .isEqualTo(amounts(last, Amounts::injectedNanos).filter(nanos -> nanos != 0).count());
    assertThat(recorded.orZero(Figure.REALTIME_STEPPED_MS))
        .isEqualTo(amounts(last, Amounts::injectedNanos).map(Math::absExact).sum() / Tale.MILLI);
    assertThat(recorded.orZero(Figure.BACKWARD_STEPS))
        .isEqualTo(amounts(last, Amounts::injectedNanos).filter(nanos -> nanos < 0).count());
    assertThat(recorded.orZero(Figure.SLEPT))
        .isEqualTo(
            last.stream()
                .filter(e -> Objects.requireNonNull(e.amounts()).sleptBasis() != null)
                .count());
  }

  private static LongStream amounts(List<Entry> entries, ToLongFunction<Amounts> amount) {
    return entries.stream()
        .mapToLong(entry -> amount.applyAsLong(Objects.requireNonNull(entry.amounts())));
  }

  private static void assertTimers(Figures recorded, List<Entry> last) {
    List<ExpiryEstimate> known =
        last.stream().map(Entry::expired).filter(Objects::nonNull).toList();
    assertThat(recorded.orZero(Figure.TIMERS_UNKNOWN)).isEqualTo(last.size() - known.size());
    assertThat(recorded.orZero(Figure.TIMERS)).isEqualTo(total(known, BaseExpiry::expected));
    assertThat(recorded.orZero(Figure.TIMERS_LOW)).isEqualTo(total(known, BaseExpiry::low));
    assertThat(recorded.orZero(Figure.TIMERS_HIGH)).isEqualTo(total(known, BaseExpiry::high));
    assertThat(recorded.orZero(Figure.OVERRUNS)).isEqualTo(total(known, BaseExpiry::overruns));
  }

  private static long total(List<ExpiryEstimate> estimates, ToLongFunction<BaseExpiry> figure) {
    return estimates.stream()
        .flatMap(e -> Stream.of(e.monotonic(), e.boottime(), e.realtime(), e.tai()))
        .filter(Objects::nonNull)
        .mapToLong(figure)
        .sum();
  }
}
