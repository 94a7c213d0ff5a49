package io.lapse.guestkernel.vmclock;

import io.lapse.guestkernel.vmclock.Restart.Arrival;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page that a guest sees after a notice.
 *
 * <p>Its disruption_marker is to a guest with this device what the notice's sequence is to the
 * guest of the 2022 proposal: another one says that the guest was away, and that what it knew about
 * its counter is void.
 */
public final class Disruption {
  /** A page of memory, so that a guest can map it. */
  public static final int SIZE_BYTES = 0x1000;

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long U32_MASK = 0xffff_ffffL;

  private Disruption() {}

  /**
   * The page after a notice: on the TAI scale, with the last restart as its reference.
   *
   * @param before the page that the notice before this one left; null for a guest's first
   * @param period of the guest's TSC; null if it is not known, and the page names no counter
   * @throws IllegalArgumentException if the page before is not of the same device: its constant
   *     fields differ
   */
  public static VmClockPage after(
      @Nullable VmClockPage before, @Nullable CounterPeriod period, Restart restart) {
    VmClockPage after = page(before, period, restart);
    for (Field field : Field.values()) {
      if (before != null
          && field.isConstant()
          && !Objects.equals(before.value(field), after.value(field))) {
        throw new IllegalArgumentException(
            "before must have the " + field.abiName() + " " + after.value(field));
      }
    }
    return after;
  }

  private static VmClockPage page(
      @Nullable VmClockPage before, @Nullable CounterPeriod period, Restart restart) {
    long nanosOfSecond = restart.at().nanos() % SECOND_NANOS;
    Long maxErrorNanos = restart.maxErrorNanos();
    return new VmClockPage(
        SIZE_BYTES,
        Coded.of(period == null ? CounterId.INVALID : CounterId.X86_TSC),
        Coded.of(TimeType.TAI),
        before == null ? 2 : (before.seqCount() + 2) & U32_MASK,
        before == null ? restart.noticeSequence() : marker(before, restart),
        Flags.of(flags(restart)),
        0,
        Coded.of(restart.isHostClockTrusted() ? ClockStatus.SYNCHRONIZED : ClockStatus.UNRELIABLE),
        Coded.of(SmearingHint.STRICT),
        restart.taiOffsetSec(),
        Coded.of(LeapIndicator.NONE),
        period == null ? 0 : period.shift(),
        period == null ? 0 : restart.counterValue(),
        period == null ? 0 : period.fracSec(),
        0L,
        0L,
        restart.at().nanos() / SECOND_NANOS,
        fracSec(nanosOfSecond),
        0L,
        maxErrorNanos == null ? 0 : maxErrorNanos,
        generation(before, restart),
        Octets.zeros(SIZE_BYTES - VmClockPage.fieldsEnd(SIZE_BYTES)));
  }

  /** The notice's sequence, unless a page that was not made here has come that far already. */
  private static long marker(VmClockPage before, Restart restart) {
    long last = before.disruptionMarker();
    return Long.compareUnsigned(restart.noticeSequence(), last) > 0
        ? restart.noticeSequence()
        : last + 1;
  }

  private static long generation(@Nullable VmClockPage before, Restart restart) {
    Long last = before == null ? null : before.vmGenerationCounter();
    boolean isAnother =
        restart.arrival() == Arrival.RESTORED || restart.arrival() == Arrival.FORKED;
    return (last == null ? 0 : last) + (isAnother ? 1 : 0);
  }

  /** Neither the period's error nor an estimate of any error is known. */
  private static Set<Flag> flags(Restart restart) {
    Set<Flag> flags = EnumSet.of(Flag.TAI_OFFSET_VALID, Flag.VM_GEN_COUNTER_PRESENT);
    if (restart.maxErrorNanos() != null) {
      flags.add(Flag.TIME_MAXERROR_VALID);
    }
    return flags;
  }

  /** In 2^-64 s, rounded up: who reads it and rounds down gets the same ns. */
  private static long fracSec(long nanosOfSecond) {
    long upper = nanosOfSecond << Integer.SIZE;
    long lower = (upper % SECOND_NANOS) << Integer.SIZE;
    long frac = ((upper / SECOND_NANOS) << Integer.SIZE) | (lower / SECOND_NANOS);
    return lower % SECOND_NANOS == 0 ? frac : frac + 1;
  }
}
