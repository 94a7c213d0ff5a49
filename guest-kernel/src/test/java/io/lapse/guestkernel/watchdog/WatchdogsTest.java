package io.lapse.guestkernel.watchdog;

import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.Kernels;
import io.lapse.guestkernel.effect.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A guest whose counter jumps. RAW, which sched_clock follows, is 100 s at the start; the soft
 * lockup was touched 2 s before that, the clocksource watchdog looked a quarter of a second before.
 */
class WatchdogsTest {
  private static final Load ALL = new Load(true, true, true, true);
  private static final Load WAITING = new Load(false, true, true, true);

  /** (now >> 30) - (touched >> 30), from 21 units on; a second has 0.93 of them. */
  @ParameterizedTest(name = "jump of {0} ms: stuck for {1}")
  @CsvSource(
      textBlock =
          """
          # jump, units (0: none)
          0,        0
          10000,    0
          20000,    0
          20258,    0
          20259,    0
          20260,    21
          21000,    21
          22000,    22
          30000,    30
          60000,    58
          600000,   560
          1200000,  1119
          3600000,  3354
          40000000, 37255
          """)
  void softLockup_isInUnitsOf2To30Nanos(long jumpMillis, long units) {
    List<Effect> effects = jump(kernel(Load.BUSY), jumpMillis * 1_000_000);

    assertThat(effects)
        .isEqualTo(units == 0 ? List.of() : List.of(new Effect.SoftLockup(0, units)));
  }

  @ParameterizedTest(name = "jump of {0} s")
  @ValueSource(longs = {30, 3_600, 40_000})
  void softLockup_ofAnIdleGuest_isNone(long jumpSeconds) {
    assertThat(jump(kernel(Load.IDLE), jumpSeconds * SECOND)).isEmpty();
  }

  @Test
  void softLockup_isReportedOnce_andNeverInARun() {
    GuestKernel kernel = kernel(Load.BUSY);

    assertThat(jump(kernel, 60 * SECOND)).hasSize(1);
    assertThat(Kernels.effects(to -> kernel.run(100 * SECOND, to))).isEmpty();
    assertThat(jump(kernel, 60 * SECOND)).hasSize(1);
  }

  /** Each is due when more than its threshold has passed from one tick to the next; HZ is 250. */
  @ParameterizedTest(name = "jump of {0} ms: RCU {1} jiffies, hung task {2} s, workqueue {3} s")
  @CsvSource(
      textBlock =
          """
          # jump,  rcu, hung, workqueue (0: none)
          21000,     0,   0,    0
          21004,  5251,   0,    0
          30000,  7500,   0,    0
          30004,  7501,   0,   30
          120000, 30000,  0,  120
          120004, 30001, 120, 120
          3600000, 900000, 3600, 3600
          """)
  void jiffiesWatchdogs_barkBeyondTheirThresholds(
      long jumpMillis, long rcu, long hung, long workqueue) {
    List<Effect> effects = jump(kernel(WAITING), jumpMillis * 1_000_000);

    assertThat(Kernels.only(Effect.RcuStall.class, effects))
        .isEqualTo(rcu == 0 ? List.of() : List.of(new Effect.RcuStall(rcu)));
    assertThat(Kernels.only(Effect.HungTask.class, effects))
        .isEqualTo(hung == 0 ? List.of() : List.of(new Effect.HungTask(hung)));
    assertThat(Kernels.only(Effect.WorkqueueLockup.class, effects))
        .isEqualTo(workqueue == 0 ? List.of() : List.of(new Effect.WorkqueueLockup(workqueue)));
    assertThat(Kernels.only(Effect.SoftLockup.class, effects)).isEmpty();
  }

  /** Each needs what it watches. */
  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource({
    "true, false, false, false, SoftLockup",
    "false, true, false, false, RcuStall",
    "false, false, true, false, HungTask",
    "false, false, false, true, WorkqueueLockup"
  })
  void watchdog_barksAtItsOwnLoadOnly(
      boolean busy, boolean rcu, boolean blocked, boolean work, String kind) {
    List<Effect> effects = jump(kernel(new Load(busy, rcu, blocked, work)), 3_600 * SECOND);

    assertThat(effects)
        .extracting(effect -> effect.getClass().getSimpleName())
        .containsExactly(kind);
  }

  /** The HPET has 32 bits at 100 MHz, 42.95 s; where its difference has the top bit set it is 0. */
  @ParameterizedTest(name = "{0}, jump of {1} ms: cs {2}, wd {3}")
  @CsvSource(
      textBlock =
          """
          # kernel, jump, cs_nsec,      wd_nsec (0 and 0: no word of it)
          6.1.192,   700,           0,           0
          6.1.192,   751,  1001000000,  1001000000
          6.1.192,  1500,  1750000000,  1750000000
          6.1.192, 10000, 10250000000, 10250000000
          6.1.192, 21000, 21250000000, 21250000000
          6.1.192, 21300, 21550000000,           0
          6.1.192, 42600, 42850000000,           0
          6.1.192, 60000, 60250000000, 17300327040
          6.1.192, 86000, 86250000000,   350654080
          6.12.90, 60000, 60250000000, 17300327040
          6.8,     60000, 60250000000, 17300327040
          5.10.210, 60000, 60250000000, 17300327040
          """)
  void clocksourceWatchdog_skipsALongInterval(
      String version, long jumpMillis, long csNanos, long wdNanos) {
    List<Effect> effects = jump(watched(version, Load.IDLE), jumpMillis * 1_000_000);

    assertThat(effects)
        .isEqualTo(
            csNanos == 0
                ? List.of()
                : List.of(new Effect.ClocksourceWatchdogSkipped(csNanos, wdNanos)));
  }

  /** Said again only if it is more than twice as long as the longest so far. */
  @Test
  void clocksourceWatchdog_repeatsItselfOnlyWhenItIsMuchWorse() {
    GuestKernel kernel = watched("6.1.192", Load.IDLE);

    assertThat(jump(kernel, 60 * SECOND)).hasSize(1);
    assertThat(jump(kernel, 60 * SECOND)).isEmpty();
    assertThat(jump(kernel, 120 * SECOND)).isEmpty();
    assertThat(jump(kernel, 121 * SECOND)).hasSize(1);
  }

  /** Kernels that do not skip compare what the HPET lost by going round: the TSC is to blame. */
  @ParameterizedTest(name = "{0}, jump of {1} s: unstable {2}")
  @CsvSource(
      textBlock =
          """
          5.10.0,   60, true
          5.10.209, 60, true
          6.1.76,   60, true
          6.7.12,   60, true
          6.5,      25, true
          6.5,      10, false
          6.1.77,   60, false
          6.6.16,   60, false
          6.12.90,  60, false
          """)
  void oldKernel_marksTheTscUnstable(String version, long jumpSeconds, boolean unstable) {
    GuestKernel kernel = watched(version, Load.IDLE);

    List<Effect> effects = jump(kernel, jumpSeconds * SECOND);

    assertThat(effects.stream().anyMatch(Effect.ClocksourceUnstable.class::isInstance))
        .isEqualTo(unstable);
    // The clocksource is switched, and that clears NTP.
    assertThat(effects.contains(new Effect.NtpCleared())).isEqualTo(unstable);
    assertThat(kernel.ntp().synchronised()).isEqualTo(!unstable);
  }

  @Test
  void unstableClocksource_isNotWatchedAnyMore() {
    GuestKernel kernel = watched("5.10.0", Load.IDLE);
    jump(kernel, 60 * SECOND);

    assertThat(jump(kernel, 60 * SECOND)).isEmpty();
  }

  /** The counter runs 0.2 % faster than the kernel believes: 1 ms too much in half a second. */
  @ParameterizedTest(name = "{0}, {1} ppb: unstable {2}")
  @CsvSource({
    "6.1.192, 2000000, true",
    "6.1.192, -2000000, true",
    "6.1.192, 900000, false",
    "5.10.0, 2000000, false",
    "5.10.0, 150000000, true"
  })
  void counterChange_isSkew(String version, long ppb, boolean unstable) {
    GuestKernel kernel = watched(version, Load.IDLE);

    kernel.changeCounter(ppb);
    List<Effect> effects = Kernels.effects(to -> kernel.run(5 * SECOND, to));

    assertThat(effects.stream().anyMatch(Effect.ClocksourceUnstable.class::isInstance))
        .isEqualTo(unstable);
  }

  @Test
  void clocksourceWatchdog_inARun_isQuiet() {
    for (String version : List.of("5.10.0", "6.1.192")) {
      GuestKernel kernel = watched(version, Load.IDLE);

      assertThat(Kernels.effects(to -> kernel.run(120 * SECOND, to))).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"5.10.0", "6.1.192"})
  void guestStopped_silencesAll(String version) {
    GuestKernel told = watched(version, ALL);
    GuestKernel untold = watched(version, ALL);

    List<Effect> silent = Kernels.effects(to -> told.jumpCounter(3_600 * SECOND, true, true, to));

    assertThat(silent).isEmpty();
    assertThat(jump(untold, 3_600 * SECOND))
        .filteredOn(Effect.Warning.class::isInstance)
        .hasSize(5);
    // The flag is for once.
    assertThat(Kernels.only(Effect.SoftLockup.class, jump(told, 3_600 * SECOND))).hasSize(1);
  }

  @Test
  void resume_touchesTheSoftLockup() {
    GuestKernel kernel = kernel(ALL);

    List<Effect> effects = Kernels.effects(to -> kernel.resume(3_600 * SECOND, to));

    assertThat(effects).noneMatch(Effect.Warning.class::isInstance);
    assertThat(Kernels.effects(to -> kernel.run(10 * SECOND, to))).isEmpty();
  }

  private static List<Effect> jump(GuestKernel kernel, long nanos) {
    return Kernels.effects(to -> kernel.jumpCounter(nanos, true, false, to));
  }

  private static GuestKernel kernel(Load load) {
    return started(null, load, false);
  }

  private static GuestKernel watched(String version, Load load) {
    return started(version, load, true);
  }

  private static GuestKernel started(@Nullable String version, Load load, boolean watched) {
    KernelBuild exact = KernelBuild.UNKNOWN;
    return Kernels.started(
        new KernelBuild(
            version,
            exact.clocksource(),
            exact.counter(),
            exact.overflow(),
            250,
            1,
            load,
            watched));
  }
}
