package io.lapse.cli.ntp;

import static io.lapse.cli.ntp.DrivenKernel.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lapse.cli.ntp.DrivenKernel.Sample;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.query.NtpCurve;
import io.lapse.streamsapp.query.NtpCurve.Point;
import io.lapse.streamsapp.query.NtpCurve.State;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The curve that the application draws, held against the emulated kernel that it speaks of. */
class NtpCurveAgreementTest {
  /** A step of the kernel, and what it rounds. */
  private static final long TOLERANCE_NANOS = 500_000 + 1_000;

  /** The state at an instant: where two points are at it, after both. */
  private static Point on(List<Point> points, TaiInstant at) {
    int last = 0;
    while (last + 1 < points.size() && !points.get(last + 1).at().isAfter(at)) {
      last++;
    }
    Point from = points.get(last);
    if (last + 1 == points.size()) {
      return from;
    }
    Point to = points.get(last + 1);
    long length = from.at().nanosUntil(to.at());
    double part = (double) from.at().nanosUntil(at) / length;
    long error =
        from.maxErrorNanos() + Math.round(part * (to.maxErrorNanos() - from.maxErrorNanos()));
    return new Point(at, error, from.state(), null);
  }

  private static void assertAgrees(DrivenKernel kernel, String name) {
    List<Point> points = NtpCurve.of(kernel.moments(), kernel.now()).points();
    int compared = 0;
    for (Sample sample : kernel.samples()) {
      Point point = on(points, sample.at());
      if (point.state() == State.UNKNOWN) {
        continue;
      }
      compared++;
      assertThat(point.maxErrorNanos())
          .as("%s at %s: %s on %s", name, sample, point, points)
          .isCloseTo(sample.maxErrorNanos(), within(TOLERANCE_NANOS));
      boolean isAtLimit = NtpCurve.LIMIT_NANOS - sample.maxErrorNanos() <= TOLERANCE_NANOS;
      if (!isAtLimit || point.maxErrorNanos() < NtpCurve.LIMIT_NANOS) {
        assertThat(point.state() == State.SYNCHRONISED)
            .as("%s at %s: %s", name, sample, point)
            .isEqualTo(sample.isSynchronised());
      }
    }
    assertThat(compared).as(name).isPositive();
  }

  @Test
  void clockThatNobodyCorrects_isOffByMoreEachSecond_untilItIsUnsynchronised() {
    DrivenKernel kernel = new DrivenKernel(300_000_000);
    kernel.observe(1_234_567);
    kernel.run(33_000 * SECOND);

    assertAgrees(kernel, "alone");
    Sample last = kernel.samples().get(kernel.samples().size() - 1);
    assertThat(last.isSynchronised()).isFalse();
    assertThat(on(NtpCurve.of(kernel.moments(), kernel.now()).points(), kernel.now()).state())
        .isEqualTo(State.UNSYNCHRONISED);
  }

  @Test
  void outage_isNotCounted_unlessTheCounterWasAdvanced() {
    DrivenKernel kernel = new DrivenKernel(0);
    kernel.observe(0);
    kernel.run(50 * SECOND);
    kernel.outage(1_000 * SECOND, 0, 10 * SECOND);
    kernel.run(7 * SECOND);
    kernel.observe(2_000_000);
    kernel.run(50 * SECOND);
    kernel.outage(400 * SECOND, 400 * SECOND, 10 * SECOND);
    kernel.run(7 * SECOND);

    assertAgrees(kernel, "two outages");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anySequence_isAsTheKernelHasIt(long seed) {
    Random random = new Random(seed);
    DrivenKernel kernel = new DrivenKernel(random.nextInt(1_000_000_000));
    for (int i = 0; i < 20; i++) {
      switch (random.nextInt(4)) {
        case 0 ->
            kernel.observe(random.nextInt(10) == 0 ? 17 * SECOND : random.nextInt(90_000_000));
        case 1 -> kernel.run(random.nextInt(3_000) * SECOND + random.nextInt(1_000_000_000));
        case 2 -> kernel.run(random.nextInt(1_000_000_000));
        default -> {
          long tout = 1 + random.nextInt(600_000) * 1_000_000L;
          long compensated = random.nextBoolean() ? 0 : random.nextBoolean() ? tout : tout / 3;
          kernel.outage(tout, compensated, random.nextInt(3) * SECOND);
        }
      }
    }
    kernel.observe(1_000_000);
    kernel.run(5 * SECOND);

    assertAgrees(kernel, "seed " + seed);
  }
}
