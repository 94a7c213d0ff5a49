package io.lapse.guestkernel.timer;

import static io.lapse.guestkernel.Kernels.cancelOnSet;
import static io.lapse.guestkernel.Kernels.effects;
import static io.lapse.guestkernel.Kernels.timerfd;
import static io.lapse.guestkernel.Kernels.unread;
import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.Kernels;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.timekeeping.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MONOTONIC and BOOTTIME start at 100 s, REALTIME at 1,000 s, TAI at 1,037 s. */
class TimerRulesTest {

  /** floor((now - e) / I) + 1 in one read, and the phase is kept; now is 100 s + J. */
  @ParameterizedTest(name = "expires {0}, interval {1}, jump {2}: {3} ticks, next {4}")
  @CsvSource(
      textBlock =
          """
          # ns:  expires, interval,     jump, ticks, next
          100000000001,          1,        1,     1, 100000000002
          100000000001,          7,        0,     0, 100000000001
          100000000001,          7,        1,     1, 100000000008
          100000000001,          7,        7,     1, 100000000008
          100000000001,          7,        8,     2, 100000000015
          100000000000,          7,        0,     1, 100000000007
           99999999990,          7,        0,     2, 100000000004
          100500000000, 1000000000, 3600000000000, 3600, 3700500000000
          101000000000, 1000000000, 3600000000000, 3600, 3701000000000
          100000000000, 3600000000000, 40000000000000, 12, 43300000000000
          """)
  void jump_givesOneReadWithAllPeriods(
      long expires, long interval, long jump, long ticks, long next) {
    GuestKernel kernel = Kernels.exact(timerfd("t", Clock.MONOTONIC, expires, interval));
    long now = 100 * SECOND + jump;

    List<Effect> fired = jump(kernel, jump);

    assertThat(fired)
        .isEqualTo(ticks == 0 ? List.of() : List.of(new Effect.TimerExpired("t", now, ticks)));
    assertThat(jump(kernel, next - now - 1)).isEmpty();
    assertThat(jump(kernel, 1)).containsExactly(new Effect.TimerExpired("t", next, 1));
  }

  /** A POSIX timer has one pending signal; it stands for 1 + overruns expirations. */
  @ParameterizedTest(name = "interval {0} s, jump {1} s: overruns {2}")
  @CsvSource({"0, 60, 0", "1, 1, 0", "1, 60, 59", "7, 60, 8", "60, 60, 0"})
  void posix_signalsOnce(long interval, long jump, long overruns) {
    GuestKernel kernel = Kernels.exact(posix(101 * SECOND, interval * SECOND, true));

    assertThat(jump(kernel, jump * SECOND))
        .containsExactly(new Effect.SignalDelivered("t", (100 + jump) * SECOND, overruns));
  }

  @Test
  void posix_thatNobodyWaitsFor_keepsOneSignal() {
    GuestKernel kernel = Kernels.exact(posix(101 * SECOND, SECOND, false));

    assertThat(run(kernel, 5 * SECOND)).isEmpty();
    assertThat(jump(kernel, 60 * SECOND)).isEmpty();

    assertThat(read(kernel, false))
        .containsExactly(new Effect.SignalDelivered("t", 165 * SECOND, 64));
    assertThat(read(kernel, false)).isEmpty();
    assertThat(run(kernel, SECOND)).isEmpty();
    assertThat(read(kernel, false))
        .containsExactly(new Effect.SignalDelivered("t", 166 * SECOND, 0));
  }

  /** One answer for all its periods, before, in and after a jump. */
  @Test
  void unreadPeriodic_hasOneAnswerForAllPeriods() {
    GuestKernel kernel = Kernels.exact(unread(timerfd("t", Clock.MONOTONIC, 101 * SECOND, SECOND)));

    assertThat(run(kernel, 5 * SECOND)).isEmpty();
    assertThat(read(kernel, false)).containsExactly(expired(105, 5));
    assertThat(jump(kernel, 60 * SECOND)).isEmpty();
    assertThat(run(kernel, 2 * SECOND)).isEmpty();
    assertThat(read(kernel, true)).containsExactly(expired(167, 62));
    assertThat(read(kernel, false)).isEmpty();
  }

  /** A step, then a read: ECANCELED once; what had expired is forgotten. */
  @ParameterizedTest(name = "interval {0} s, gettime before the read {1}: later ticks {2}")
  @CsvSource({"0, false, 0", "0, true, 0", "1, false, 0", "1, true, 5"})
  void unreadCancelOnSet_isDeadAfterTheRead_unlessGettimeCameBefore(
      long interval, boolean gettime, long laterTicks) {
    GuestKernel kernel = Kernels.exact(unread(cancelOnSet("t", 1_001 * SECOND, interval * SECOND)));
    run(kernel, 3 * SECOND);

    step(kernel, SECOND);
    step(kernel, SECOND);
    List<Effect> first = read(kernel, gettime);
    List<Effect> again = read(kernel, false);
    run(kernel, 5 * SECOND);
    List<Effect> later = read(kernel, false);

    assertThat(first).containsExactly(new Effect.TimerCancelled("t", 103 * SECOND, true));
    assertThat(again).isEmpty();
    assertThat(later).isEqualTo(laterTicks == 0 ? List.of() : List.of(expired(108, laterTicks)));
    assertThat(step(kernel, SECOND)).contains(new Effect.TimerCancelled("t", 108 * SECOND, false));
    assertThat(read(kernel, false)).hasSize(1);
  }

  /** The clock was set, even if it is back where it was when the owner reads. */
  @Test
  void thereAndBack_cancels() {
    GuestKernel kernel = Kernels.exact(unread(cancelOnSet("t", 2_000 * SECOND, 0)));

    step(kernel, SECOND);
    step(kernel, -SECOND);

    assertThat(read(kernel, false))
        .containsExactly(new Effect.TimerCancelled("t", 100 * SECOND, true));
  }

  @ParameterizedTest(name = "{0}: cancelled {1}")
  @CsvSource({
    "step, true",
    "step by 0, false",
    "settime, true",
    "settime to now, false",
    "inject sleep, true",
    "resume, true",
    "ADJ_TAI, false",
    "ADJ_FREQUENCY, false",
    "jump, false",
    "run, false"
  })
  void cancelOnSet_isCancelled_onlyIfRealtimeMovedAgainstMonotonic(String what, boolean cancelled) {
    GuestKernel kernel = Kernels.exact(cancelOnSet("t", 2_000 * SECOND, 0));

    List<Effect> effects =
        effects(
            to -> {
              switch (what) {
                case "step" -> kernel.adjtimex(AdjtimexCall.setOffset(1), to);
                case "step by 0" -> kernel.adjtimex(AdjtimexCall.setOffset(0), to);
                case "settime" -> kernel.setTime(1_500 * SECOND, to);
                case "settime to now" -> kernel.setTime(1_000 * SECOND, to);
                case "inject sleep" -> kernel.injectSleeptime(SECOND, to);
                case "resume" -> kernel.resume(SECOND, to);
                case "ADJ_TAI" -> kernel.adjtimex(AdjtimexCall.tai(38), to);
                case "ADJ_FREQUENCY" ->
                    kernel.adjtimex(new AdjtimexCall(2, 0, 6_553_600, 0, 0, 0, 0, 0, 0), to);
                case "jump" -> kernel.jumpCounter(60 * SECOND, true, false, to);
                case "run" -> kernel.run(60 * SECOND, to);
                default -> throw new IllegalArgumentException(what);
              }
            });

    assertThat(effects.stream().anyMatch(Effect.TimerCancelled.class::isInstance))
        .isEqualTo(cancelled);
  }

  /** Which operation expires an absolute timer that is due 30 s later on its clock. */
  @ParameterizedTest(name = "{0} by 60 s: {1}")
  @CsvSource(
      textBlock =
          """
          jump,         MONOTONIC REALTIME BOOTTIME TAI
          pause,        ''
          step,         REALTIME TAI
          step back,    ''
          inject sleep, REALTIME BOOTTIME TAI
          resume,       REALTIME BOOTTIME TAI
          ADJ_TAI,      TAI
          """)
  void operation_expiresTheTimersOfItsBases(String what, String bases) {
    GuestKernel kernel =
        Kernels.exact(
            timerfd("TAI", Clock.TAI, 1_067 * SECOND, 0),
            timerfd("BOOTTIME", Clock.BOOTTIME, 130 * SECOND, 0),
            timerfd("REALTIME", Clock.REALTIME, 1_030 * SECOND, 0),
            timerfd("MONOTONIC", Clock.MONOTONIC, 130 * SECOND, 0));

    List<Effect> effects =
        effects(
            to -> {
              switch (what) {
                case "jump" -> kernel.jumpCounter(60 * SECOND, true, false, to);
                case "pause" -> {}
                case "step" -> kernel.adjtimex(AdjtimexCall.setOffset(60 * SECOND), to);
                case "step back" -> kernel.adjtimex(AdjtimexCall.setOffset(-60 * SECOND), to);
                case "inject sleep" -> kernel.injectSleeptime(60 * SECOND, to);
                case "resume" -> kernel.resume(60 * SECOND, to);
                case "ADJ_TAI" -> kernel.adjtimex(AdjtimexCall.tai(97), to);
                default -> throw new IllegalArgumentException(what);
              }
            });

    assertThat(ids(effects)).isEqualTo(bases);
  }

  /** It counts the distance on MONOTONIC, whatever the wall clock does meanwhile. */
  @Test
  void relativeRealtime_isNotMovedByAStep() {
    GuestKernel kernel = Kernels.exact(relativeRealtime(1_030 * SECOND));

    step(kernel, 60 * SECOND);

    assertThat(run(kernel, 30 * SECOND))
        .containsExactly(new Effect.TimerExpired("relative", 130 * SECOND, 1));
  }

  /** In a jump by base, then due time, then arming; in a run by due time. */
  @Test
  void order_inAJumpAndInARun() {
    Timer[] timers = {
      timerfd("tai", Clock.TAI, 1_038 * SECOND, 0),
      timerfd("m2", Clock.MONOTONIC, 105 * SECOND, 0),
      timerfd("m3", Clock.MONOTONIC, 105 * SECOND, 0),
      timerfd("m1", Clock.MONOTONIC, 104 * SECOND, 0),
      timerfd("boot", Clock.BOOTTIME, 102 * SECOND, 0),
      timerfd("wall", Clock.REALTIME, 1_003 * SECOND, 0)
    };

    assertThat(ids(jump(Kernels.exact(timers), 10 * SECOND))).isEqualTo("m1 m2 m3 wall boot tai");
    assertThat(ids(run(Kernels.exact(timers), 10 * SECOND))).isEqualTo("tai boot wall m1 m2 m3");
  }

  @Test
  void nanosleep_endsOnce() {
    Timer sleep =
        new Timer("t", TimerKind.NANOSLEEP, Clock.MONOTONIC, true, 101 * SECOND, 0, false, true);
    GuestKernel kernel = Kernels.exact(sleep);

    assertThat(jump(kernel, 60 * SECOND)).containsExactly(expired(160, 1));
    assertThat(jump(kernel, 60 * SECOND)).isEmpty();
  }

  @Test
  void readOfATimerThatIsNone_isABugOfTheCaller() {
    assertThatThrownBy(() -> read(Kernels.exact(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timer must exist: t");
  }

  private static Effect expired(long atSeconds, long ticks) {
    return new Effect.TimerExpired("t", atSeconds * SECOND, ticks);
  }

  private static Timer posix(long expiresNanos, long intervalNanos, boolean read) {
    return new Timer(
        "t", TimerKind.POSIX, Clock.MONOTONIC, true, expiresNanos, intervalNanos, false, read);
  }

  private static Timer relativeRealtime(long expiresNanos) {
    return new Timer(
        "relative", TimerKind.TIMERFD, Clock.REALTIME, false, expiresNanos, 0, false, true);
  }

  private static List<Effect> jump(GuestKernel kernel, long nanos) {
    return effects(to -> kernel.jumpCounter(nanos, true, false, to));
  }

  private static List<Effect> run(GuestKernel kernel, long nanos) {
    return effects(to -> kernel.run(nanos, to));
  }

  private static List<Effect> step(GuestKernel kernel, long nanos) {
    return effects(to -> kernel.adjtimex(AdjtimexCall.setOffset(nanos), to));
  }

  private static List<Effect> read(GuestKernel kernel, boolean gettime) {
    return effects(to -> kernel.readTimers(List.of("t"), gettime, to));
  }

  private static String ids(List<Effect> effects) {
    return Kernels.only(Effect.TimerExpired.class, effects).stream()
        .map(Effect.TimerExpired::timerId)
        .collect(Collectors.joining(" "));
  }
}
