package io.lapse.guestkernel.discipline.ntpd;

import io.lapse.guestkernel.discipline.Measurement;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * The clock filter of RFC 5905, section 10, as {@code clock_filter()} has it: of the last eight
 * samples the one with the shortest round trip is believed, if it is later than the last one that
 * was. One older than the Allan intercept counts as longer by its dispersion.
 *
 * <p>It is modelled because it decides what a sample that was in flight across an outage does: one
 * whose round trip seems long is not believed, one whose round trip seems short is believed for as
 * long as it is kept.
 */
final class ClockFilter {
  /** NTP_SHIFT. */
  static final int STAGES = 8;

  /** CLOCK_PHI: 15 ppm, in ns a second. */
  static final long PHI_NANOS = 15_000;

  /** The precision of either clock: 2^-23 s, rounded down. */
  static final long PRECISION_NANOS = 119;

  private static final long DISPERSION_NANOS_MAX = 16_000_000_000L;
  private static final long DISTANCE_NANOS_MAX = 1_500_000_000L;
  private static final long ALLAN_SECONDS = 2_048;

  private final Stage[] stages = new Stage[STAGES];
  private int size;
  private long lastEpochSeconds = -1;

  /**
   * A sample in the register.
   *
   * @param epochSeconds when it came, on the daemon's clock
   */
  private record Stage(Measurement measured, long epochSeconds) {
    private long dispersionNanos(long nowSeconds) {
      long own = 2 * PRECISION_NANOS + measured.delayNanos() * PHI_NANOS / 1_000_000_000L;
      return Math.min(DISPERSION_NANOS_MAX, own + PHI_NANOS * (nowSeconds - epochSeconds));
    }

    private long distanceNanos(long nowSeconds) {
      long dispersion = dispersionNanos(nowSeconds);
      if (dispersion == DISPERSION_NANOS_MAX) {
        return dispersion;
      }
      boolean isOld = nowSeconds - epochSeconds > ALLAN_SECONDS;
      return measured.delayNanos() + (isOld ? dispersion : 0);
    }
  }

  /**
   * What is believed.
   *
   * @param measured the best sample
   * @param dispersionNanos of the register, the best counting half
   * @param jitterNanos how far the others are off the best, RMS
   */
  record Believed(Measurement measured, long dispersionNanos, long jitterNanos) {

    /** {@code peer_unfit()}: whether the server is too far to be followed. */
    boolean isFit(int hostPoll) {
      long distance = measured.delayNanos() / 2 + 2 * PRECISION_NANOS + jitterNanos;
      return Math.max(distance, 1_000_000) < DISTANCE_NANOS_MAX + (PHI_NANOS << hostPoll);
    }
  }

  ClockFilter copy() {
    ClockFilter copy = new ClockFilter();
    System.arraycopy(stages, 0, copy.stages, 0, STAGES);
    copy.size = size;
    copy.lastEpochSeconds = lastEpochSeconds;
    return copy;
  }

  /**
   * Takes a sample.
   *
   * @param sorted whether the register is ordered by distance, as once the frequency is settled
   * @return the best one; empty if that is an old one
   */
  Optional<Believed> add(Measurement measured, long nowSeconds, boolean sorted) {
    long delay = Math.max(Math.abs(measured.delayNanos()), PRECISION_NANOS);
    System.arraycopy(stages, 0, stages, 1, STAGES - 1);
    stages[0] = new Stage(new Measurement(measured.offsetNanos(), delay), nowSeconds);
    size = Math.min(size + 1, STAGES);
    Stage[] order = order(nowSeconds, sorted);
    if (order[0].epochSeconds() <= lastEpochSeconds) {
      return Optional.empty();
    }
    lastEpochSeconds = order[0].epochSeconds();
    return Optional.of(
        new Believed(
            order[0].measured(), dispersion(order, nowSeconds), jitter(order, nowSeconds)));
  }

  /** By distance, of equal ones the latest first. */
  private Stage[] order(long nowSeconds, boolean sorted) {
    Stage[] order = Arrays.copyOf(stages, size);
    if (sorted) {
      Arrays.sort(order, Comparator.comparingLong(stage -> stage.distanceNanos(nowSeconds)));
    }
    return order;
  }

  /** Each stage counts half of the one before; an empty one has the largest dispersion. */
  private long dispersion(Stage[] order, long nowSeconds) {
    long dispersion = 0;
    for (int i = STAGES - 1; i >= 0; i--) {
      long own = i < order.length ? order[i].dispersionNanos(nowSeconds) : DISPERSION_NANOS_MAX;
      dispersion = (dispersion + own) / 2;
    }
    return dispersion;
  }

  /** Of the best two, and of all others that are near enough. */
  private static long jitter(Stage[] order, long nowSeconds) {
    BigInteger squares = BigInteger.ZERO;
    int used = 0;
    for (Stage stage : order) {
      long distance = stage.distanceNanos(nowSeconds);
      if (distance >= DISPERSION_NANOS_MAX || (used >= 2 && distance >= DISTANCE_NANOS_MAX)) {
        continue;
      }
      used++;
      long off = stage.measured().offsetNanos() - order[0].measured().offsetNanos();
      squares = squares.add(BigInteger.valueOf(off).pow(2));
    }
    long rms = squares.divide(BigInteger.valueOf(Math.max(1, used - 1))).sqrt().longValueExact();
    return Math.max(rms, PRECISION_NANOS);
  }
}
