package io.lapse.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.time.Interval;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PairErrorsTest {
  @Property
  void errors_areThoseOfAllPairs(
      @ForAll @Size(min = 2, max = 12) List<@LongRange(min = 0, max = 50) Long> hosts) {
    List<Long> sums = new ArrayList<>();
    for (int first = 0; first < hosts.size(); first++) {
      for (int second = first + 1; second < hosts.size(); second++) {
        sums.add(hosts.get(first) + hosts.get(second));
      }
    }
    sums.sort(null);

    PairErrors pairs = PairErrors.of(hosts.stream().mapToLong(Long::longValue).toArray());

    assertThat(pairs.bestNanos()).isEqualTo(sums.get(0));
    assertThat(pairs.medianNanos()).isEqualTo(sums.get((sums.size() - 1) / 2));
    assertThat(pairs.worstNanos()).isEqualTo(sums.get(sums.size() - 1));
  }

  /** By the ledger's own verdict. */
  @Property
  void threshold_thatMayBeDecided_isTheLeast(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long error) {
    long threshold = PairErrors.mayDecideFromNanos(error);

    assertThat(Verdict.of(Interval.around(0, error), threshold)).isEqualTo(Verdict.WITHIN);
    assertThat(Verdict.of(Interval.around(0, error), threshold - 1)).isNotEqualTo(Verdict.WITHIN);
  }

  /** An outage of no length may be stated as anything within the error. */
  @Property
  void threshold_thatIsSurelyDecided_isTheLeast(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long error) {
    long threshold = PairErrors.surelyDecidesFromNanos(error);

    for (long stated : new long[] {-error, 0, error}) {
      assertThat(Verdict.of(Interval.around(stated, error), threshold)).isEqualTo(Verdict.WITHIN);
    }
    assertThat(Verdict.of(Interval.around(error, error), threshold - 1))
        .isNotEqualTo(Verdict.WITHIN);
  }

  @Test
  void errors_beyond64Bits_areTheLargest() {
    PairErrors pairs = PairErrors.of(new long[] {Long.MAX_VALUE, 3, Long.MAX_VALUE});

    assertThat(pairs.worstNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(PairErrors.mayDecideFromNanos(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(PairErrors.surelyDecidesFromNanos(Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void oneHost_hasNoPairs() {
    assertThatThrownBy(() -> PairErrors.of(new long[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
