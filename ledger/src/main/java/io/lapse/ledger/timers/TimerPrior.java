package io.lapse.ledger.timers;

import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.ledger.timers.ExpiryEstimate.Basis;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the guests of a class usually have armed: the inventories of some of them. It stands in for
 * a guest's own.
 *
 * @param samples one a guest; 1 to {@value #SAMPLES_MAX}
 */
public record TimerPrior(List<TimerHistogram> samples) {
  public static final int SAMPLES_MAX = 256;

  public TimerPrior {
    samples = List.copyOf(samples);
    if (samples.isEmpty() || samples.size() > SAMPLES_MAX) {
      throw new IllegalArgumentException(
          "samples must be 1 to " + SAMPLES_MAX + ": " + samples.size());
    }
  }

  /**
   * The timers that would have fallen due in one of them: on average, and in the least and the most
   * afflicted.
   *
   * @param windows one per base, counted from the stop
   * @throws ArithmeticException beyond 64 bits
   */
  public ExpiryEstimate estimate(Map<TimerClock, ExpiryWindow> windows) {
    List<ExpiryEstimate> each = samples.stream().map(sample -> estimate(sample, windows)).toList();
    return new ExpiryEstimate(
        over(each, ExpiryEstimate::monotonic),
        over(each, ExpiryEstimate::boottime),
        over(each, ExpiryEstimate::realtime),
        over(each, ExpiryEstimate::tai),
        Basis.PRIOR);
  }

  private static ExpiryEstimate estimate(
      TimerHistogram sample, Map<TimerClock, ExpiryWindow> windows) {
    ExpiryEstimator estimator = new ExpiryEstimator(windows);
    estimator.add(sample);
    return estimator.result(Basis.PRIOR);
  }

  private static BaseExpiry over(
      List<ExpiryEstimate> each, Function<ExpiryEstimate, @Nullable BaseExpiry> base) {
    List<BaseExpiry> found = each.stream().map(base).map(Objects::requireNonNull).toList();
    return new BaseExpiry(
        found.stream().mapToLong(BaseExpiry::low).min().orElse(0),
        mean(found, BaseExpiry::expected),
        found.stream().mapToLong(BaseExpiry::high).max().orElse(0),
        mean(found, BaseExpiry::overruns));
  }

  private static long mean(List<BaseExpiry> found, ToLongFunction<BaseExpiry> figure) {
    long sum = found.stream().mapToLong(figure).reduce(0, Math::addExact);
    return Proportion.of(1, sum, found.size());
  }
}
