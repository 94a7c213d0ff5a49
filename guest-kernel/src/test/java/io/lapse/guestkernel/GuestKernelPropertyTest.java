package io.lapse.guestkernel;

import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import java.math.BigInteger;
import java.util.ArrayList;
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

  /** An operation by its number, with any 64-bit argument. */
  record Operation(int kind, long argument) {

    void on(GuestKernel kernel, List<Effect> effects) {
      switch (kind) {
        case 0 -> kernel.skip(argument);
        case 1 -> kernel.jumpCounter(argument, true, false, effects::add);
        case 2 -> kernel.resume(argument, effects::add);
        case 3 -> kernel.adjtimex(AdjtimexCall.setOffset(argument), effects::add);
        case 4 -> kernel.injectSleeptime(argument, effects::add);
        case 5 -> kernel.adjtimex(AdjtimexCall.tai(argument), effects::add);
        case 6 -> kernel.setTime(argument, effects::add);
        case 7 -> kernel.apply(lost(argument, InjectAs.OFFSET), argument);
        case 8 -> kernel.apply(lost(argument, InjectAs.SLEEP), argument);
        default -> throw new IllegalArgumentException("kind: " + kind);
      }
    }

    private static Notice lost(long nanos, InjectAs injectAs) {
      return Notices.notice(1, "g/1", 0, nanos, nanos, nanos, 0, injectAs);
    }
  }

  /** Steps and sleeps move the clocks apart; running and jumping never does. */
  @Property
  void distancesOfTheClocks_areTheSumOfStepsAndSleeps(
      @ForAll("operations") @Size(max = 12) List<Operation> operations) {
    GuestKernel kernel = kernel();
    BigInteger steps = BigInteger.ZERO;
    BigInteger sleeps = BigInteger.ZERO;

    for (Operation operation : operations) {
      if (operation.kind() > 5) {
        continue;
      }
      List<Effect> effects = new ArrayList<>();
      boolean done = isDone(() -> operation.on(kernel, effects));
      boolean refused = effects.stream().anyMatch(Effect.Refused.class::isInstance);
      BigInteger argument = BigInteger.valueOf(operation.argument());
      if (done && !refused && operation.kind() == 3) {
        steps = steps.add(argument);
      }
      if (done && !refused && (operation.kind() == 2 || operation.kind() == 4)) {
        sleeps = sleeps.add(argument.max(BigInteger.ZERO));
      }
    }

    Clocks clocks = kernel.clocks();
    assertThat(BigInteger.valueOf(clocks.boottimeNanos() - clocks.monotonicNanos()))
        .isEqualTo(sleeps);
    assertThat(BigInteger.valueOf(clocks.realtimeNanos() - clocks.monotonicNanos()))
        .isEqualTo(steps.add(sleeps).add(BigInteger.valueOf(900 * SECOND)));
  }

  /** What an operation moves is worked out without a limit of 64 bits; it is that, or nothing. */
  @Property
  void extremeNumbers_moveTheClocksTruly_orNotAtAll(
      @ForAll("operations") @Size(max = 12) List<Operation> operations) {
    GuestKernel kernel = kernel();

    for (Operation operation : operations) {
      if (turnsBack(operation)) {
        continue; // What follows would first have to make up for it.
      }
      Clocks before = kernel.clocks();
      boolean done = isDone(() -> operation.on(kernel, new ArrayList<>()));
      Clocks after = kernel.clocks();

      BigInteger argument = BigInteger.valueOf(operation.argument());
      assertThat(moved(before, after, Clock.MONOTONIC)).isIn(BigInteger.ZERO, argument);
      assertThat(after.monotonicNanos()).isGreaterThanOrEqualTo(before.monotonicNanos());
      assertThat(moved(before, after, Clock.MONOTONIC_RAW))
          .isEqualTo(moved(before, after, Clock.MONOTONIC));
      assertThat(moved(before, after, Clock.REALTIME))
          .isIn(
              BigInteger.ZERO,
              argument,
              argument.subtract(BigInteger.valueOf(before.realtimeNanos())),
              // A notice with compensation, sleep and injection, or one that was refused the last.
              argument.multiply(BigInteger.valueOf(3)),
              argument.multiply(BigInteger.TWO));
      if (!done) {
        assertThat(after).isEqualTo(before);
      }
    }
  }

  @Property
  void injectingAThenB_isInjectingTheirSum(
      @ForAll @LongRange(min = -800 * SECOND, max = 800_000_000 * SECOND) long a,
      @ForAll @LongRange(min = -99 * SECOND, max = 800_000_000 * SECOND) long b) {
    GuestKernel twice = kernel();
    GuestKernel once = kernel();

    twice.adjtimex(AdjtimexCall.setOffset(a), effect -> {});
    twice.adjtimex(AdjtimexCall.setOffset(b), effect -> {});
    once.adjtimex(AdjtimexCall.setOffset(a + b), effect -> {});

    assertThat(twice.snapshot()).isEqualTo(once.snapshot());
  }

  @Property
  void skippingAThenB_isSkippingTheirSum(
      @ForAll @LongRange(min = 0, max = 4_000_000 * SECOND) long a,
      @ForAll @LongRange(min = 0, max = 4_000_000 * SECOND) long b) {
    GuestKernel twice = kernel();
    GuestKernel once = kernel();

    twice.skip(a);
    twice.skip(b);
    once.skip(a + b);

    assertThat(twice.snapshot()).isEqualTo(once.snapshot());
  }

  /** With a counter of nanoseconds and no correction by NTP. */
  @Property(tries = 100)
  void runningJumpingAndSkipping_endAlike(
      @ForAll @LongRange(min = 0, max = 200 * SECOND) long nanos) {
    GuestKernel ran = kernel();
    GuestKernel jumped = kernel();
    GuestKernel skipped = kernel();

    ran.run(nanos, effect -> {});
    jumped.jumpCounter(nanos, true, false, effect -> {});
    skipped.skip(nanos);

    assertThat(jumped.snapshot()).isEqualTo(ran.snapshot());
    assertThat(skipped.snapshot()).isEqualTo(ran.snapshot());
  }

  /** Turned back beyond the last tick the clocks show that tick; nothing of it is remembered. */
  @Property
  void counterTurnedBackAndForth_endsWhereItWas(
      @ForAll @LongRange(min = 0, max = 10 * SECOND) long ahead,
      @ForAll @LongRange(min = 0, max = 1L << 62) long back) {
    GuestKernel kernel = kernel();
    kernel.run(ahead, effect -> {});
    KernelSnapshot before = kernel.snapshot();

    kernel.jumpCounter(-back, true, false, effect -> {});
    long sinceTheTick = ahead % 4_000_000;
    assertThat(before.clocks().monotonicNanos() - kernel.clocks().monotonicNanos())
        .isEqualTo(Math.min(back, sinceTheTick));
    kernel.jumpCounter(back, true, false, effect -> {});

    assertThat(kernel.snapshot()).isEqualTo(before);
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
    long start = 100 * SECOND;
    GuestKernel kernel =
        Kernels.exact(Kernels.timerfd("t", Clock.MONOTONIC, start + expires, interval));

    List<Effect> effects = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < pieces.size(); i++) {
      now += pieces.get(i);
      if (i % 2 == 0) {
        kernel.run(pieces.get(i), effects::add);
      } else {
        kernel.jumpCounter(pieces.get(i), true, false, effects::add);
      }
    }

    // A timer that is due at the start needs the clocks to be looked at once.
    long expected = pieces.isEmpty() || now < expires ? 0 : (now - expires) / interval + 1;
    assertThat(effects.stream().mapToLong(effect -> ((Effect.TimerExpired) effect).ticks()).sum())
        .isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<Operation>> operations() {
    Arbitrary<Long> arguments =
        Arbitraries.oneOf(
            Arbitraries.longs(),
            Arbitraries.longs().between(-10_000 * SECOND, 10_000 * SECOND),
            Arbitraries.of(
                Long.MIN_VALUE,
                Long.MIN_VALUE + 1,
                -SECOND,
                -1L,
                0L,
                40_000 * SECOND,
                1L << 62,
                Long.MAX_VALUE - 1,
                Long.MAX_VALUE));
    return Combinators.combine(Arbitraries.integers().between(0, 8), arguments)
        .as(Operation::new)
        .list();
  }

  /** A counter that is half its width ahead counts as behind. */
  private static boolean turnsBack(Operation operation) {
    boolean jumps = operation.kind() == 1 || operation.kind() > 6;
    return jumps && (operation.argument() < 0 || operation.argument() > 1L << 62);
  }

  /** False: it was answered as extreme numbers may be. */
  private static boolean isDone(Runnable operation) {
    try {
      operation.run();
      return true;
    } catch (ArithmeticException | IllegalArgumentException refused) {
      assertThat(refused).hasMessageMatching(".*(overflow|must not be negative).*");
      return false;
    }
  }

  private static BigInteger moved(Clocks before, Clocks after, Clock clock) {
    return BigInteger.valueOf(after.read(clock)).subtract(BigInteger.valueOf(before.read(clock)));
  }

  private static GuestKernel kernel() {
    return Kernels.exact(Kernels.cancelOnSet("cos", Long.MAX_VALUE, 0));
  }
}
