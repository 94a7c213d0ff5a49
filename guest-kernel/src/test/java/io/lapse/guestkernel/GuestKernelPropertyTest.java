package io.lapse.guestkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.NtpState;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Timekeeper;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class GuestKernelPropertyTest {
  private static final long SECOND = 1_000_000_000L;

  /** An operation by its number, with any 64-bit argument. */
  record Operation(int kind, long argument) {

    void on(GuestKernel kernel) {
      switch (kind) {
        case 0 -> kernel.advance(argument);
        case 1 -> kernel.jumpCounter(argument);
        case 2 -> kernel.resume(argument);
        case 3 -> kernel.injectOffset(argument);
        case 4 -> kernel.injectSleeptime(argument);
        case 5 -> kernel.setTaiOffset((int) argument);
        case 6 -> kernel.apply(lost(argument, InjectAs.OFFSET), argument);
        case 7 -> kernel.apply(lost(argument, InjectAs.SLEEP), argument);
        default -> throw new IllegalArgumentException("kind: " + kind);
      }
    }

    private static Notice lost(long nanos, InjectAs injectAs) {
      return Notices.notice(1, "g/1", 0, nanos, nanos, nanos, 0, injectAs);
    }
  }

  @Property
  void offsets_areAlwaysTheDistancesOfTheClocks(
      @ForAll("operations") @Size(max = 12) List<Operation> operations) {
    GuestKernel kernel = kernel();

    operations.forEach(operation -> refusedOr(() -> operation.on(kernel)));

    Timekeeper clocks = kernel.snapshot().clocks();
    assertThat(distance(clocks, Clock.REALTIME)).isEqualTo(clocks.offsReal());
    assertThat(distance(clocks, Clock.BOOTTIME)).isEqualTo(clocks.offsBoot());
    assertThat(distance(clocks, Clock.TAI)).isEqualTo(clocks.offsTai());
    assertThat(clocks.wallToMonotonic()).isEqualTo(-clocks.offsReal());
    assertThat(clocks.read(Clock.TAI) - clocks.read(Clock.REALTIME))
        .isEqualTo(clocks.taiOffsetSeconds() * SECOND);
  }

  /** What an operation moves is worked out without a limit of 64 bits; it is that, or nothing. */
  @Property
  void extremeNumbers_moveTheClocksTruly_orNotAtAll(
      @ForAll("operations") @Size(max = 12) List<Operation> operations) {
    GuestKernel kernel = kernel();

    for (Operation operation : operations) {
      Timekeeper before = kernel.snapshot().clocks();
      refusedOr(() -> operation.on(kernel));
      Timekeeper after = kernel.snapshot().clocks();

      assertThat(moved(before, after, Clock.MONOTONIC))
          .isIn(BigInteger.ZERO, BigInteger.valueOf(operation.argument()));
      assertThat(after.monotonicNanos()).isGreaterThanOrEqualTo(before.monotonicNanos());
      assertThat(moved(before, after, Clock.REALTIME))
          .isIn(
              BigInteger.ZERO,
              BigInteger.valueOf(operation.argument()),
              // A notice with compensation, sleep and injection, or one that was refused the last.
              BigInteger.valueOf(operation.argument()).multiply(BigInteger.valueOf(3)),
              BigInteger.valueOf(operation.argument()).multiply(BigInteger.TWO));
    }
  }

  @Property
  void injectingAThenB_isInjectingTheirSum(
      @ForAll @LongRange(min = -800 * SECOND, max = 800_000_000 * SECOND) long a,
      @ForAll @LongRange(min = -99 * SECOND, max = 800_000_000 * SECOND) long b) {
    GuestKernel twice = kernel();
    GuestKernel once = kernel();

    twice.injectOffset(a);
    twice.injectOffset(b);
    once.injectOffset(a + b);

    assertThat(twice.snapshot()).isEqualTo(once.snapshot());
  }

  @Property
  void runningAThenB_isRunningTheirSum(
      @ForAll @LongRange(min = 0, max = 4_000_000 * SECOND) long a,
      @ForAll @LongRange(min = 0, max = 4_000_000 * SECOND) long b) {
    GuestKernel twice = kernel();
    GuestKernel once = kernel();

    twice.advance(a);
    twice.advance(b);
    once.advance(a + b);

    assertThat(twice.snapshot()).isEqualTo(once.snapshot());
  }

  @Property
  void staleNotice_neverChangesAnything(
      @ForAll @IntRange(min = 1, max = 1_000) int seen,
      @ForAll @IntRange(min = 0, max = 1_000) int olderBy,
      @ForAll long nanos,
      @ForAll InjectAs injectAs) {
    GuestKernel kernel = kernel();
    kernel.apply(Notices.lost(seen, SECOND, SECOND), SECOND);
    KernelSnapshot before = kernel.snapshot();
    Notice stale = Notices.notice(seen - olderBy, "g/x", nanos, nanos, nanos, nanos, 0, injectAs);

    assertThat(kernel.apply(stale, nanos)).isEmpty();

    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Property
  void ticks_areCountedOnce_howeverTheTimeIsCut(
      @ForAll @LongRange(min = 0, max = 5_000) long expires,
      @ForAll @LongRange(min = 1, max = 700) long interval,
      @ForAll @Size(max = 8) List<@LongRange(min = 0, max = 900) Long> pieces) {
    Timer timer = new Timer("t", Clock.MONOTONIC, true, expires, interval, false, true);
    GuestKernel kernel =
        GuestKernel.started(
            new KernelStart(Timekeeper.reading(0, 0, 0, 0), NtpState.initial(250), List.of(timer)));

    long ticks = 0;
    long now = 0;
    for (int i = 0; i < pieces.size(); i++) {
      now += pieces.get(i);
      ticks +=
          (i % 2 == 0 ? kernel.advance(pieces.get(i)) : kernel.jumpCounter(pieces.get(i)))
              .stream().mapToLong(GuestKernelPropertyTest::ticksOf).sum();
    }

    // A timer that is due at the start needs the clocks to be looked at once.
    long expected = pieces.isEmpty() || now < expires ? 0 : (now - expires) / interval + 1;
    assertThat(ticks).isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<Operation>> operations() {
    Arbitrary<Long> arguments =
        Arbitraries.oneOf(
            Arbitraries.longs(),
            Arbitraries.longs().between(-10_000 * SECOND, 10_000 * SECOND),
            Arbitraries.of(
                Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, Long.MAX_VALUE - 1, Long.MAX_VALUE));
    return Combinators.combine(Arbitraries.integers().between(0, 7), arguments)
        .as(Operation::new)
        .list();
  }

  private static long ticksOf(Effect effect) {
    return ((Effect.TimerExpired) effect).ticks();
  }

  private static void refusedOr(Runnable operation) {
    try {
      operation.run();
    } catch (ArithmeticException | IllegalArgumentException refused) {
      // The answer that extreme numbers may get; what the caller asserts is that nothing moved.
      assertThat(refused).hasMessageMatching(".*(overflow|must not be negative).*");
    }
  }

  private static long distance(Timekeeper clocks, Clock clock) {
    return clocks.read(clock) - clocks.read(Clock.MONOTONIC);
  }

  private static BigInteger moved(Timekeeper before, Timekeeper after, Clock clock) {
    return BigInteger.valueOf(after.read(clock)).subtract(BigInteger.valueOf(before.read(clock)));
  }

  private static GuestKernel kernel() {
    Timekeeper clocks = Timekeeper.reading(1_000 * SECOND, 100 * SECOND, 100 * SECOND, 37);
    Timer timer = new Timer("cos", Clock.REALTIME, true, Long.MAX_VALUE, 0, true, true);
    return GuestKernel.started(new KernelStart(clocks, NtpState.synchronised(250), List.of(timer)));
  }
}
