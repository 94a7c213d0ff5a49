package io.lapse.guestkernel.discipline.timesyncd;

import io.lapse.guestkernel.discipline.Measurement;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * {@code manager_sample_spike_detection()}: whether a sample is too far off the last eight to be
 * used. One that is farther off than its own round trip is used in every case.
 */
final class SpikeDetector {
  private static final int SAMPLES = 8;
  private static final long JITTER_GATE = 3;

  /** With fewer samples than that none is a spike. */
  private static final int SAMPLES_MIN = 4;

  private static final Measurement NONE = new Measurement(0, 0);

  private final Measurement[] samples = new Measurement[SAMPLES];
  private int latest;
  private long count;
  private long jitterNanos;

  SpikeDetector() {
    Arrays.fill(samples, NONE);
  }

  SpikeDetector copy() {
    SpikeDetector copy = new SpikeDetector();
    System.arraycopy(samples, 0, copy.samples, 0, SAMPLES);
    copy.latest = latest;
    copy.count = count;
    copy.jitterNanos = jitterNanos;
    return copy;
  }

  /**
   * Takes a sample.
   *
   * @param resyncing whether the clock was set by somebody since the last: then it is no spike
   */
  boolean isSpike(Measurement measured, boolean resyncing) {
    count++;
    if (count == 1) {
      return false;
    }
    Measurement before = samples[latest];
    latest = (latest + 1) % SAMPLES;
    samples[latest] = measured;
    Measurement shortest = shortest(before);
    // As the samples were before this one.
    long jitterBefore = jitterNanos;
    jitterNanos = jitter(shortest);
    long off = Math.abs(measured.offsetNanos());
    if (resyncing || off > measured.delayNanos() || count < SAMPLES_MIN) {
      return false;
    }
    return off > shortest.delayNanos()
        || Math.abs(measured.offsetNanos() - before.offsetNanos()) > JITTER_GATE * jitterBefore;
  }

  /** The sample of the shortest round trip; one of none, or of less, does not count. */
  private Measurement shortest(Measurement before) {
    Measurement shortest = before;
    for (Measurement sample : samples) {
      if (sample.delayNanos() > 0 && sample.delayNanos() < shortest.delayNanos()) {
        shortest = sample;
      }
    }
    return shortest;
  }

  /** RMS against one sample, rounded down; as if all eight had been taken. */
  private long jitter(Measurement shortest) {
    BigInteger squares = BigInteger.ZERO;
    for (Measurement sample : samples) {
      long off = sample.offsetNanos() - shortest.offsetNanos();
      squares = squares.add(BigInteger.valueOf(off).pow(2));
    }
    return squares.divide(BigInteger.valueOf(SAMPLES - 1)).sqrt().longValueExact();
  }
}
