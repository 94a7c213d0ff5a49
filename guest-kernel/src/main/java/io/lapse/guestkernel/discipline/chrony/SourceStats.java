package io.lapse.guestkernel.discipline.chrony;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The samples of the server, and what they say: sourcestats.c. */
final class SourceStats {
  /** MAX_SAMPLES; beyond them the oldest is forgotten. */
  static final int SAMPLES_MAX = 64;

  /** The precision of either clock: 2^-24 s, rounded up. */
  static final long PRECISION_NANOS = 60;

  /** WORST_CASE_FREQ_BOUND: 2,000 ppm, as long as there is no line. */
  private static final long SKEW_PPT_UNKNOWN = 2_000_000_000L;

  /** Fewer samples do not tell how the round trips are scattered. */
  private static final int DELAY_TEST_SAMPLES_MIN = 6;

  private final List<Sample> samples;
  private Optional<Regression.Fit> fit = Optional.empty();
  private long fitTimeNanos;

  SourceStats() {
    samples = new ArrayList<>();
  }

  private SourceStats(SourceStats other) {
    samples = new ArrayList<>(other.samples);
    fit = other.fit;
    fitTimeNanos = other.fitTimeNanos;
  }

  SourceStats copy() {
    return new SourceStats(this);
  }

  int size() {
    return samples.size();
  }

  /** {@code SST_AccumulateSample} and {@code SST_DoNewRegression}. */
  void add(Sample sample) {
    if (!samples.isEmpty() && sample.timeNanos() <= last().timeNanos()) {
      samples.clear();
    }
    if (samples.size() == SAMPLES_MAX) {
      samples.remove(0);
    }
    samples.add(sample);
    fit = Regression.best(samples);
    fit.ifPresent(line -> samples.subList(0, samples.size() - line.samples()).clear());
    fitTimeNanos = sample.timeNanos();
  }

  private Sample last() {
    return samples.get(samples.size() - 1);
  }

  /** The line; empty with fewer than three samples. */
  Optional<Regression.Fit> fit() {
    return fit;
  }

  /** When the line's offset held. */
  long fitTimeNanos() {
    return fitTimeNanos;
  }

  long skewPpt() {
    return fit.map(Regression.Fit::skewPpt).orElse(SKEW_PPT_UNKNOWN);
  }

  /** {@code SST_PredictOffset}; positive: the clock will be behind. */
  long predictedNanos(long timeNanos) {
    if (samples.size() < Regression.SAMPLES_MIN || fit.isEmpty()) {
      return samples.isEmpty() ? 0 : last().offsetNanos();
    }
    Regression.Fit line = fit.get();
    return line.offsetNanos() + Parts.of(timeNanos - fitTimeNanos, line.freqPpt());
  }

  /** How far the clock may be off by the best sample: half its way, and what it has aged since. */
  long rootDistanceNanos(long nowNanos) {
    long skew = skewPpt();
    return samples.stream()
        .mapToLong(
            sample ->
                sample.distanceNanos() + Parts.of(Math.abs(nowNanos - sample.timeNanos()), skew))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** {@code check_delay_dev_ratio}: a round trip so long that the offset may come from it alone. */
  boolean isTooLong(Sample sample, long deviationRatio, long clockErrorPpt) {
    if (samples.size() < DELAY_TEST_SAMPLES_MIN || fit.isEmpty()) {
      return false;
    }
    long ago = sample.timeNanos() - fitTimeNanos;
    long allowed =
        fit.get().deviationNanos() * deviationRatio + Parts.of(ago, skewPpt() + clockErrorPpt);
    long shortest = samples.stream().mapToLong(Sample::delayNanos).min().orElseThrow();
    long longer = (sample.delayNanos() - shortest) / 2;
    long error = Math.abs(sample.offsetNanos() - predictedNanos(sample.timeNanos()));
    return longer > allowed && error - longer <= allowed;
  }

  /**
   * {@code SST_SlewSamples}: the clock was changed; the samples are to be as by the new one.
   *
   * @param whenNanos the clock then
   * @param freqPpt by how much it is faster from now on
   * @param offsetNanos by how much it was moved forward
   */
  void slew(long whenNanos, long freqPpt, long offsetNanos) {
    samples.replaceAll(
        sample -> sample.movedBy(moved(whenNanos - sample.timeNanos(), freqPpt, offsetNanos)));
    long moved = moved(whenNanos - fitTimeNanos, freqPpt, offsetNanos);
    fitTimeNanos += moved;
    fit =
        fit.map(
            line ->
                new Regression.Fit(
                    line.offsetNanos() - moved,
                    Parts.mulDiv(line.freqPpt() - freqPpt, Parts.ONE_PPT, Parts.ONE_PPT + freqPpt),
                    line.offsetSdNanos(),
                    line.freqSdPpt(),
                    line.deviationNanos(),
                    line.samples()));
  }

  private static long moved(long elapsedNanos, long freqPpt, long offsetNanos) {
    return offsetNanos - Parts.of(elapsedNanos, freqPpt);
  }

  /** {@code SST_ResetInstance}: the samples are void. */
  void reset() {
    samples.clear();
    fit = Optional.empty();
  }
}
