package io.lapse.guestkernel.vmclock;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A VMClock page of version 1, whole: no update is in progress. The names are those of the ABI;
 * numbers of 64 bits are unsigned. A field that {@code size} leaves out is null, not zero.
 *
 * @param sizeBytes {@code size} of the region, {@value #SIZE_MIN} to {@value #SIZE_MAX}
 * @param seqCount even, 0 to 2^32 - 2
 * @param disruptionMarker another value, never one that was there before, after each disruption
 * @param pad 0 to 0xffff; means nothing, and is kept
 * @param taiOffsetSec TAI - UTC at the reference time, so 37 in 2026: UTC = TAI - offset
 * @param counterPeriodShift 0 to 255
 * @param counterValue what the counter showed at the reference time
 * @param counterPeriodFracSec of one tick, in 2^-(64 + shift) s
 * @param counterPeriodEsterrorRateFracSec what the period is estimated to be off by, in its unit
 * @param counterPeriodMaxerrorRateFracSec what it is off by at most, in its unit
 * @param timeSec the reference time on the scale that {@code timeType} says
 * @param timeFracSec its part below a second, in 2^-64 s
 * @param timeEsterrorNanosec what the reference time is estimated to be off by
 * @param timeMaxerrorNanosec what it is off by at most
 * @param vmGenerationCounter another value, never one that was there before, after each restore
 * @param rest what follows the last field: fields of a newer ABI, or zeros
 */
public record VmClockPage(
    int sizeBytes,
    Coded<CounterId> counterId,
    Coded<TimeType> timeType,
    long seqCount,
    long disruptionMarker,
    Flags flags,
    @Nullable Integer pad,
    @Nullable Coded<ClockStatus> clockStatus,
    @Nullable Coded<SmearingHint> leapSecondSmearingHint,
    @Nullable Integer taiOffsetSec,
    @Nullable Coded<LeapIndicator> leapIndicator,
    @Nullable Integer counterPeriodShift,
    @Nullable Long counterValue,
    @Nullable Long counterPeriodFracSec,
    @Nullable Long counterPeriodEsterrorRateFracSec,
    @Nullable Long counterPeriodMaxerrorRateFracSec,
    @Nullable Long timeSec,
    @Nullable Long timeFracSec,
    @Nullable Long timeEsterrorNanosec,
    @Nullable Long timeMaxerrorNanosec,
    @Nullable Long vmGenerationCounter,
    Octets rest) {

  /** "VCLK", read as a little endian number. */
  public static final long MAGIC = 0x4b4c4356L;

  public static final int VERSION = 1;

  /** The fixed part, which the Linux driver insists on. */
  public static final int SIZE_MIN = 0x20;

  /** As large as the largest page of Linux on a machine that has one of the counters. */
  public static final int SIZE_MAX = 0x10000;

  private static final long U32_MAX = 0xffff_ffffL;

  public VmClockPage {
    requireWithin("sizeBytes", sizeBytes, SIZE_MIN, SIZE_MAX);
    requireWithin("seqCount", seqCount, 0, U32_MAX - 1);
    if (seqCount % 2 != 0) {
      throw new IllegalArgumentException("seqCount must be even: " + seqCount);
    }
    requireWithin("pad", pad, 0, 0xffff);
    requireWithin("taiOffsetSec", taiOffsetSec, Short.MIN_VALUE, Short.MAX_VALUE);
    requireWithin("counterPeriodShift", counterPeriodShift, 0, 0xff);
    requireWithin("rest.length", rest.length(), 0, sizeBytes);
    int end = sizeBytes - rest.length();
    requirePresence(
        end,
        pad,
        clockStatus,
        leapSecondSmearingHint,
        taiOffsetSec,
        leapIndicator,
        counterPeriodShift,
        counterValue,
        counterPeriodFracSec,
        counterPeriodEsterrorRateFracSec,
        counterPeriodMaxerrorRateFracSec,
        timeSec,
        timeFracSec,
        timeEsterrorNanosec,
        timeMaxerrorNanosec,
        vmGenerationCounter);
    if (end != fieldsEnd(sizeBytes)) {
      throw new IllegalArgumentException("rest must follow the last field: 0x" + hex(end));
    }
  }

  /** Where the last field of a page of so many bytes ends. */
  static int fieldsEnd(int sizeBytes) {
    int end = 0;
    for (Field field : Field.values()) {
      end = field.isWithin(sizeBytes) ? field.end() : end;
    }
    return end;
  }

  /**
   * A field as a number, null if it is absent; all are unsigned but {@code tai_offset_sec}.
   *
   * <p>For whoever treats all fields alike.
   */
  public @Nullable Long value(Field field) {
    return switch (field) {
      case MAGIC -> MAGIC;
      case SIZE -> (long) sizeBytes;
      case VERSION -> (long) VERSION;
      case COUNTER_ID -> code(counterId);
      case TIME_TYPE -> code(timeType);
      case SEQ_COUNT -> seqCount;
      case DISRUPTION_MARKER -> disruptionMarker;
      case FLAGS -> flags.bits();
      case PAD -> widened(pad);
      case CLOCK_STATUS -> code(clockStatus);
      case LEAP_SECOND_SMEARING_HINT -> code(leapSecondSmearingHint);
      case TAI_OFFSET_SEC -> widened(taiOffsetSec);
      case LEAP_INDICATOR -> code(leapIndicator);
      case COUNTER_PERIOD_SHIFT -> widened(counterPeriodShift);
      case COUNTER_VALUE -> counterValue;
      case COUNTER_PERIOD_FRAC_SEC -> counterPeriodFracSec;
      case COUNTER_PERIOD_ESTERROR_RATE_FRAC_SEC -> counterPeriodEsterrorRateFracSec;
      case COUNTER_PERIOD_MAXERROR_RATE_FRAC_SEC -> counterPeriodMaxerrorRateFracSec;
      case TIME_SEC -> timeSec;
      case TIME_FRAC_SEC -> timeFracSec;
      case TIME_ESTERROR_NANOSEC -> timeEsterrorNanosec;
      case TIME_MAXERROR_NANOSEC -> timeMaxerrorNanosec;
      case VM_GENERATION_COUNTER -> vmGenerationCounter;
    };
  }

  /** TAI - UTC in s at the reference time; empty unless the page vouches for it. */
  public Optional<Integer> validTaiOffsetSec() {
    return flags.has(Flag.TAI_OFFSET_VALID) ? Optional.ofNullable(taiOffsetSec) : Optional.empty();
  }

  /** Whether the host says that the time may be relied upon. */
  public boolean isReliable() {
    return clockStatus != null
        && (clockStatus.is(ClockStatus.SYNCHRONIZED) || clockStatus.is(ClockStatus.FREERUNNING));
  }

  private static @Nullable Long code(@Nullable Coded<?> coded) {
    return coded == null ? null : (Long) (long) coded.code();
  }

  private static @Nullable Long widened(@Nullable Integer value) {
    return value == null ? null : (Long) value.longValue();
  }

  private static void requireWithin(String name, @Nullable Number value, long min, long max) {
    if (value != null && (value.longValue() < min || value.longValue() > max)) {
      throw new IllegalArgumentException(
          name + " must be from " + min + " to " + max + ": " + value);
    }
  }

  /** Those after the fixed part, in their order. */
  private static void requirePresence(int end, @Nullable Object... optional) {
    Iterator<@Nullable Object> values = Arrays.asList(optional).iterator();
    for (Field field : EnumSet.range(Field.PAD, Field.VM_GENERATION_COUNTER)) {
      if (field.isWithin(end) != (values.next() != null)) {
        throw new IllegalArgumentException(
            field.abiName() + " must be there if, and only if, it ends by 0x" + hex(end));
      }
    }
  }

  private static String hex(int number) {
    return Integer.toHexString(number);
  }
}
