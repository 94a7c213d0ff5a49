package io.lapse.guestkernel.discipline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.ntp.Ntp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final Watch WATCH = new Watch(100 * MILLI, 100 * SECOND);

  private static AdjtimexReply ntp(boolean synchronised, long maxErrorMicros) {
    int status = synchronised ? 0 : Ntp.STA_UNSYNC;
    return new AdjtimexReply(status, 0, 0, maxErrorMicros, 0, 0, 0, 0, 0, 0);
  }

  private static final AdjtimexReply SURE = ntp(true, 1_000_000);
  private static final AdjtimexReply UNSURE = ntp(false, 16_000_000);

  private static Tally beginning(long errorNanos) {
    return new Tally(WATCH, Observer.NONE, errorNanos, SURE);
  }

  /** From one error to the other in ten seconds; wrong is what is more than 100 ms off. */
  @ParameterizedTest(name = "from {0} to {1} ms: {2}")
  @CsvSource(
      textBlock =
          """
          0,     0,    0
          100,   0,    0
          200,   0,    5000000000
          -200,  0,    5000000000
          200,   100,  10000000000
          200,   -200, lasting
          200,   -100, 3333333334
          0,     200,  lasting
          101,   101,  lasting
          """)
  void staleWindow_endsWhereTheErrorComesWithinTheTolerance(long before, long after, String ended) {
    Tally tally = beginning(before * MILLI);

    tally.moved(10 * SECOND, after * MILLI, SURE);

    Span expected =
        ended.equals("lasting") ? new Span.Lasting() : new Span.Ended(Long.parseLong(ended));
    assertThat(tally.outcome(false).staleWindow()).isEqualTo(expected);
  }

  /** It is not over before it is over for good. */
  @Test
  void staleWindow_lastsToTheLastTimeThatTheClockWasWrong() {
    Tally tally = beginning(200 * MILLI);

    tally.moved(10 * SECOND, 0, SURE);
    tally.moved(20 * SECOND, 150 * MILLI, SURE);
    tally.changed(0, SURE);
    tally.moved(30 * SECOND, 0, SURE);

    assertThat(tally.outcome(false).staleWindow()).isEqualTo(new Span.Ended(20 * SECOND));
  }

  @Test
  void step_endsTheStaleWindowAtOnce() {
    Tally tally = beginning(-3 * SECOND);
    tally.moved(10 * SECOND, -3 * SECOND, SURE);

    tally.steppedByDaemon(3 * SECOND);
    tally.changed(0, SURE);
    tally.moved(20 * SECOND, 0, SURE);

    Outcome outcome = tally.outcome(false);
    assertThat(outcome.staleWindow()).isEqualTo(new Span.Ended(10 * SECOND));
    assertThat(outcome.wrongNanosSeconds()).isEqualTo(30 * SECOND);
    assertThat(outcome.largestErrorNanos()).isEqualTo(3 * SECOND);
    assertThat(outcome.steps()).isEqualTo(new Steps(0, 1, 0));
  }

  @Test
  void steps_areCountedByWhoAndBackwardOnes_aStepByZeroIsNone() {
    Tally tally = beginning(0);

    tally.steppedByKernel(5);
    tally.steppedByKernel(0);
    tally.steppedByDaemon(-1);
    tally.steppedByDaemon(0);
    tally.steppedByDaemon(7);

    assertThat(tally.outcome(true).steps()).isEqualTo(new Steps(1, 2, 1));
    assertThat(tally.outcome(true).gaveUp()).isTrue();
  }

  @Test
  void unsynchronised_endsWhenTheFlagIsClearForGood() {
    Tally tally = new Tally(WATCH, Observer.NONE, 0, UNSURE);
    assertThat(tally.outcome(false).unsynchronised()).isEqualTo(new Span.Lasting());
    tally.moved(SECOND, 0, SURE);
    tally.moved(2 * SECOND, 0, UNSURE);
    tally.moved(5 * SECOND, 0, UNSURE);

    tally.changed(0, SURE);
    tally.moved(6 * SECOND, 0, SURE);

    assertThat(tally.outcome(false).unsynchronised()).isEqualTo(new Span.Ended(5 * SECOND));
    assertThat(beginning(0).outcome(false).unsynchronised()).isEqualTo(new Span.Ended(0));
  }

  /** Off by 2 s: for 3 s with a maxerror of 1 s, then with one of 16 s, then not synchronised. */
  @Test
  void beyondMaxError_countsWhileTheClockIsCalledSynchronised() {
    Tally tally = beginning(2 * SECOND);

    tally.moved(3 * SECOND, 2 * SECOND, ntp(true, 16_000_000));
    tally.moved(5 * SECOND, 2 * SECOND, ntp(false, 1_000_000));
    tally.moved(9 * SECOND, 2 * SECOND, SURE);

    assertThat(tally.outcome(false).beyondMaxErrorNanos()).isEqualTo(3 * SECOND);
  }

  @Test
  void observer_isShownTheErrorBeforeAndAfterAStep() {
    List<String> seen = new ArrayList<>();
    Observer observer = (at, error, ntp) -> seen.add(at / SECOND + " " + error / SECOND);
    Tally tally = new Tally(WATCH, observer, -3 * SECOND, SURE);

    tally.moved(10 * SECOND, -3 * SECOND, SURE);
    tally.changed(0, SURE);

    assertThat(seen).containsExactly("0 -3", "10 -3", "10 -3", "10 0");
  }
}
