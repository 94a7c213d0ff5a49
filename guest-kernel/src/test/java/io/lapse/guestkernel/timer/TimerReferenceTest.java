package io.lapse.guestkernel.timer;

import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.Kernels;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.timekeeping.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The kernel's timers against the plainest list of them: any timers, jumps, runs and steps. */
class TimerReferenceTest {
  private static final long MILLI = 1_000_000L;
  private static final List<Clock> BASES =
      List.of(Clock.MONOTONIC, Clock.REALTIME, Clock.BOOTTIME, Clock.TAI);

  /** What happens: 0 a run, 1 a jump, 2 a step of the wall clock. */
  record Happening(int kind, long nanos) {}

  /** One armed timer; {@code rank}: when it was armed. */
  private record Armed(Timer timer, long due, long rank) {}

  /** A list that is searched from end to end each time. */
  private static final class Reference {
    private final List<Armed> list = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private long monotonic = 100 * SECOND;
    private long offsReal = 900 * SECOND;
    private long ranks;

    private Reference(List<Timer> timers) {
      timers.forEach(timer -> arm(timer, timer.expiresNanos()));
    }

    private void arm(Timer timer, long due) {
      list.add(new Armed(timer, due, ranks++));
    }

    private long offset(Timer timer) {
      return switch (timer.clock()) {
        case REALTIME -> offsReal;
        case TAI -> offsReal + 37 * SECOND;
        default -> 0;
      };
    }

    private static int base(Armed armed) {
      return BASES.indexOf(armed.timer().clock());
    }

    private long due(Armed armed) {
      return armed.due() - offset(armed.timer());
    }

    private void happens(Happening happening) {
      switch (happening.kind()) {
        case 0 -> run(happening.nanos());
        case 1 -> jump(happening.nanos());
        default -> {
          offsReal += happening.nanos();
          jump(0);
        }
      }
    }

    private void run(long nanos) {
      long before = monotonic;
      long end = monotonic + nanos;
      Comparator<Armed> byDue = Comparator.comparingLong(this::due);
      Optional<Armed> next = firstDue(end, byDue);
      while (next.isPresent()) {
        monotonic = Math.max(before, due(next.get()));
        expire(next.get());
        next = firstDue(end, byDue);
      }
      monotonic = end;
    }

    private void jump(long nanos) {
      monotonic += nanos;
      Comparator<Armed> byBase = Comparator.comparing(Reference::base);
      Optional<Armed> next = firstDue(monotonic, byBase);
      while (next.isPresent()) {
        expire(next.get());
        next = firstDue(monotonic, byBase);
      }
    }

    private Optional<Armed> firstDue(long end, Comparator<Armed> order) {
      return list.stream()
          .filter(armed -> due(armed) <= end)
          .min(
              order
                  .thenComparing(Reference::base)
                  .thenComparing(Armed::due)
                  .thenComparing(Armed::rank));
    }

    private void expire(Armed armed) {
      list.remove(armed);
      Timer timer = armed.timer();
      long ticks = 1;
      if (timer.intervalNanos() > 0) {
        long due = armed.due();
        for (ticks = 0; due - offset(timer) <= monotonic; ticks++) {
          due += timer.intervalNanos();
        }
        arm(timer, due);
      }
      effects.add(
          timer.kind() == TimerKind.POSIX
              ? new Effect.SignalDelivered(timer.id(), monotonic, ticks - 1)
              : new Effect.TimerExpired(timer.id(), monotonic, ticks));
    }
  }

  @Property
  void timers_expireAsInAPlainList(
      @ForAll("timers") List<Timer> timers,
      @ForAll("happenings") @Size(max = 8) List<Happening> happenings) {
    GuestKernel kernel = Kernels.exact(timers.toArray(Timer[]::new));
    Reference reference = new Reference(timers);

    for (Happening happening : happenings) {
      reference.effects.clear();
      reference.happens(happening);
      List<Effect> effects = Kernels.effects(to -> happens(kernel, happening, to));

      assertThat(effects.stream().filter(TimerReferenceTest::isOfATimer))
          .as("%s", happening)
          .containsExactlyElementsOf(reference.effects);
    }

    assertThat(kernel.snapshot().pendingTimers()).isEqualTo(reference.list.size());
  }

  private static void happens(GuestKernel kernel, Happening happening, Consumer<Effect> effects) {
    switch (happening.kind()) {
      case 0 -> kernel.run(happening.nanos(), effects);
      case 1 -> kernel.jumpCounter(happening.nanos(), true, false, effects);
      default -> kernel.adjtimex(AdjtimexCall.setOffset(happening.nanos()), effects);
    }
  }

  private static boolean isOfATimer(Effect effect) {
    return effect instanceof Effect.TimerExpired || effect instanceof Effect.SignalDelivered;
  }

  /** Whole and half ms, so that many are due at one instant; some are due already. */
  @Provide
  Arbitrary<List<Timer>> timers() {
    return Combinators.combine(
            Arbitraries.of(BASES),
            Arbitraries.of(TimerKind.TIMERFD, TimerKind.POSIX),
            Arbitraries.integers().between(-10, 60),
            Arbitraries.of(0, 0, 1, 2, 3, 7, 40))
        .as((clock, kind, due, interval) -> timer(clock, kind, due, interval))
        .list()
        .ofMaxSize(60)
        .map(TimerReferenceTest::withIds);
  }

  private static Timer timer(Clock clock, TimerKind kind, int due, int interval) {
    long start = Kernels.CLOCKS.read(clock);
    return new Timer(
        "", kind, clock, true, start + due * MILLI / 2, interval * MILLI / 2, false, true);
  }

  private static List<Timer> withIds(List<Timer> timers) {
    List<Timer> named = new ArrayList<>();
    for (Timer timer : timers) {
      named.add(
          new Timer(
              "t" + named.size(),
              timer.kind(),
              timer.clock(),
              true,
              timer.expiresNanos(),
              timer.intervalNanos(),
              false,
              true));
    }
    return named;
  }

  @Provide
  Arbitrary<List<Happening>> happenings() {
    Arbitrary<Long> forward = Arbitraries.longs().between(0, 40).map(half -> half * MILLI / 2);
    Arbitrary<Long> any = Arbitraries.longs().between(-40, 40).map(half -> half * MILLI / 2);
    return Arbitraries.oneOf(
            forward.map(nanos -> new Happening(0, nanos)),
            forward.map(nanos -> new Happening(1, nanos)),
            any.map(nanos -> new Happening(2, nanos)))
        .list();
  }
}
