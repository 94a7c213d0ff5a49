package io.lapse.guestconsumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.CounterRate;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.reaction.KnownGuest;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Overflow;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.guestkernel.timer.TimerKind;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.guest.TimerHistogram.Cell;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.RanOn;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestMemoryTest {
  private static final long SECOND = 1_000_000_000L;

  private final GuestMemory memory = new GuestMemory();

  @ParameterizedTest(name = "{0}, {1} kHz, Linux {2}")
  @CsvSource(
      textBlock =
          """
          tsc,       2445406, 6.1.192, 2445406, WRAP
          tsc,       2445406, 6.12.90, 2445406, SAFE
          kvm-clock,        , 6.1.192,        , WRAP
          # A TSC of unknown frequency, and a counter that nobody knows: nanoseconds.
          tsc,              , 6.12.90,        , SAFE
          hourglass,       7,        ,        , SAFE
          ,                 ,        ,        , SAFE
          """)
  void profile_saysWhatTheKernelRunsOn(
      @Nullable String clocksource,
      @Nullable Long tscKhz,
      @Nullable String kernel,
      @Nullable Long khz,
      Overflow overflow) {
    memory.on(profile(1, clocksource, tscKhz, kernel));

    KernelBuild build = memory.latest().build();

    assertThat(build.version()).isEqualTo(kernel);
    assertThat(build.counter())
        .isEqualTo(khz == null ? CounterRate.NANOSECONDS : CounterRate.ofKhz(khz));
    assertThat(build.overflow()).isEqualTo(overflow);
    assertThat(memory.isProfiled()).isTrue();
  }

  @Test
  void guestThatSaidNothing_isUnknown() {
    assertThat(memory.known(notice(100, null))).isEqualTo(KnownGuest.UNKNOWN);
    assertThat(memory.isProfiled()).isFalse();
  }

  @Test
  void laterProfile_counts_inWhateverOrderTheyCome() {
    memory.on(profile(2, "kvm-clock", null, "6.12"));
    memory.on(profile(1, "tsc", 1_000L, "6.1"));

    assertThat(memory.latest().build().version()).isEqualTo("6.12");
  }

  @Test
  void inventory_isTheOneFromWhichTheLedgerCounted() {
    memory.on(inventory(10));
    memory.on(inventory(20));

    assertThat(foundAt(memory.known(notice(100, new RanOn(at(10), 0, 0))))).isEqualTo(at(10));
    assertThat(foundAt(memory.known(notice(100, new RanOn(at(15), 0, 0))))).isEqualTo(at(20));
    assertThat(foundAt(memory.known(notice(100, null)))).isEqualTo(at(20));
  }

  @Test
  void inventory_thatWasTakenAfterTheStop_doesNotCount() {
    memory.on(inventory(10));
    memory.on(inventory(200));

    assertThat(foundAt(memory.known(notice(100, null)))).isEqualTo(at(10));
    assertThat(foundAt(memory.latest())).isEqualTo(at(200));
  }

  @Test
  void oldestInventory_isForgotten() {
    for (int i = 0; i <= GuestMemory.INVENTORIES_MAX; i++) {
      memory.on(inventory(10 + i));
    }

    assertThat(memory.known(notice(11, null)).found()).isNotNull();
    assertThat(memory.known(notice(10, null)).found()).isNull();
  }

  @Test
  void inventoryOfNoKernel_isRefused_andTheOneBeforeStands() {
    memory.on(inventory(10));
    GuestEvent.Inventory twice =
        new GuestEvent.Inventory(
            envelope(20), SECOND, SECOND, SECOND, 37, List.of(timer("t"), timer("t")));

    assertThat(memory.on(twice)).contains("timers must differ by id: t");
    assertThat(memory.on(clocks(30, -1))).contains("monotonicNanos must not be negative: -1");
    assertThat(memory.on(clocks(30, 5))).isEmpty();
    assertThat(foundAt(memory.latest())).isEqualTo(at(30));
  }

  @Test
  void timers_areThoseOfTheInventory() {
    memory.on(inventory(10));

    KnownGuest.Found found = Objects.requireNonNull(memory.latest().found());

    assertThat(found.clocks().realtimeNanos()).isEqualTo(10 * SECOND);
    assertThat(found.timers())
        .containsExactly(
            new Timer("t", TimerKind.TIMERFD, Clock.REALTIME, true, 77 * SECOND, 0, true, true));
  }

  @Test
  void ofCountedTimers_thoseAreArmed_thatASetClockCancels() {
    TimerHistogram histogram =
        new TimerHistogram(
            List.of(
                new Cell(TimerClock.REALTIME, true, SECOND, 0, 3),
                new Cell(TimerClock.REALTIME, false, SECOND, 0, 500),
                new Cell(TimerClock.MONOTONIC, true, SECOND, 0, 500)));
    memory.on(
        new GuestEvent.Inventory(
            envelope(10), 10 * SECOND, SECOND, SECOND, 37, List.of(), histogram));

    KnownGuest.Found found = Objects.requireNonNull(memory.latest().found());

    assertThat(found.timers()).hasSize(3).allMatch(Timer::isCancelledBySet);
    assertThat(found.timers().get(0).expiresNanos())
        .isBetween(11 * SECOND, 11 * SECOND + SECOND / 100);
  }

  @Test
  void moreCountedTimersThanAKernelTakes_areRefused() {
    TimerHistogram histogram =
        new TimerHistogram(List.of(new Cell(TimerClock.REALTIME, true, SECOND, 0, 4_000_001)));
    GuestEvent.Inventory tooMany =
        new GuestEvent.Inventory(envelope(10), 0, 0, 0, 37, List.of(), histogram);

    assertThat(memory.on(tooMany)).contains("timers must be at most 4000000: 4000001");
  }

  private static TaiInstant foundAt(KnownGuest known) {
    return Objects.requireNonNull(known.found()).at();
  }

  private static TaiInstant at(long seconds) {
    return new TaiInstant(seconds * SECOND);
  }

  private static Envelope envelope(long seconds) {
    return new Envelope("g", null, Stamp.of(at(seconds), 0), Source.JSONL, null);
  }

  private static GuestEvent.Profile profile(
      long seconds, @Nullable String clocksource, @Nullable Long tscKhz, @Nullable String kernel) {
    return new GuestEvent.Profile(
        envelope(seconds),
        clocksource,
        tscKhz,
        kernel,
        "linux",
        "default",
        CounterWhilePaused.STOPS,
        Map.of());
  }

  private static GuestEvent.Inventory inventory(long seconds) {
    return new GuestEvent.Inventory(
        envelope(seconds), seconds * SECOND, SECOND, SECOND, 37, List.of(timer("t")));
  }

  private static GuestEvent.Inventory clocks(long seconds, long monotonicNanos) {
    return new GuestEvent.Inventory(envelope(seconds), SECOND, monotonicNanos, 0, 37, List.of());
  }

  private static ArmedTimer timer(String id) {
    return new ArmedTimer(
        id,
        io.lapse.ledger.guest.TimerKind.TIMERFD,
        TimerClock.REALTIME,
        true,
        77 * SECOND,
        0,
        true,
        true);
  }

  private static Notice notice(long stoppedSeconds, @Nullable RanOn ranOn) {
    return new Notice(
        "g",
        "g/1",
        1,
        at(stoppedSeconds + 60),
        60 * SECOND,
        0L,
        0,
        0,
        60 * SECOND,
        0,
        InjectAs.OFFSET,
        0,
        ranOn);
  }
}
