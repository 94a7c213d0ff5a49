package io.lapse.guestkernel.vmclock;

import io.lapse.guestkernel.vmclock.Decoded.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Between a page and its bytes, little endian. Every page has one form in bytes, and is equal to
 * what is read from it; bytes without a meaning are kept.
 */
public final class PageCodec {
  private PageCodec() {}

  /** The bytes of a page, {@code size} of them. */
  public static byte[] encode(VmClockPage page) {
    byte[] bytes = new byte[page.sizeBytes()];
    for (Field field : Field.values()) {
      Long value = page.value(field);
      if (value != null) {
        LittleEndian.store(bytes, field.offset(), field.widthBytes(), value);
      }
    }
    page.rest().copyTo(bytes, bytes.length - page.rest().length());
    return bytes;
  }

  /**
   * Reads a page.
   *
   * @param region begins with the page; what lies beyond its {@code size} is not looked at
   */
  public static Decoded decode(byte[] region) {
    Decoded.Refused refused = refusal(region);
    if (refused != null) {
      return refused;
    }
    long seqCount = number(region, Field.SEQ_COUNT);
    return seqCount % 2 == 0
        ? new Decoded.Page(page(region))
        : new Decoded.Refused(
            Reason.UPDATE_IN_PROGRESS,
            Field.SEQ_COUNT.offset(),
            "an even seq_count",
            seqCount + ", an update in progress");
  }

  /** What is wrong with the fields that never change; null if nothing is. */
  static Decoded.@Nullable Refused refusal(byte[] region) {
    if (region.length < VmClockPage.SIZE_MIN) {
      return new Decoded.Refused(
          Reason.REGION_TOO_SHORT,
          region.length,
          "at least " + hex(VmClockPage.SIZE_MIN) + " bytes",
          region.length == 0 ? "none" : hex(region.length));
    }
    long magic = number(region, Field.MAGIC);
    if (magic != VmClockPage.MAGIC) {
      return refused(
          Reason.WRONG_MAGIC, Field.MAGIC, "the magic " + hex(VmClockPage.MAGIC), hex(magic));
    }
    long version = number(region, Field.VERSION);
    if (version != VmClockPage.VERSION) {
      return refused(
          Reason.WRONG_VERSION,
          Field.VERSION,
          "version " + VmClockPage.VERSION,
          Long.toString(version));
    }
    return sizeRefusal(number(region, Field.SIZE), region.length);
  }

  private static Decoded.@Nullable Refused sizeRefusal(long size, int regionBytes) {
    if (size < VmClockPage.SIZE_MIN) {
      return refused(
          Reason.SIZE_TOO_SMALL,
          Field.SIZE,
          "a size of at least " + hex(VmClockPage.SIZE_MIN),
          hex(size));
    }
    if (size > VmClockPage.SIZE_MAX) {
      return refused(
          Reason.SIZE_TOO_LARGE,
          Field.SIZE,
          "a size of at most " + hex(VmClockPage.SIZE_MAX),
          hex(size));
    }
    return size <= regionBytes
        ? null
        : refused(
            Reason.SIZE_BEYOND_REGION,
            Field.SIZE,
            "a size of at most the region's " + hex(regionBytes),
            hex(size));
  }

  private static Decoded.Refused refused(
      Reason reason, Field field, String expected, String found) {
    return new Decoded.Refused(reason, field.offset(), expected, found);
  }

  private static VmClockPage page(byte[] region) {
    int size = (int) number(region, Field.SIZE);
    Integer taiOffset = small(region, size, Field.TAI_OFFSET_SEC);
    return new VmClockPage(
        size,
        new Coded<>(CounterId.class, (int) number(region, Field.COUNTER_ID)),
        new Coded<>(TimeType.class, (int) number(region, Field.TIME_TYPE)),
        number(region, Field.SEQ_COUNT),
        number(region, Field.DISRUPTION_MARKER),
        new Flags(number(region, Field.FLAGS)),
        small(region, size, Field.PAD),
        coded(region, size, Field.CLOCK_STATUS, ClockStatus.class),
        coded(region, size, Field.LEAP_SECOND_SMEARING_HINT, SmearingHint.class),
        taiOffset == null ? null : (Integer) (int) taiOffset.shortValue(),
        coded(region, size, Field.LEAP_INDICATOR, LeapIndicator.class),
        small(region, size, Field.COUNTER_PERIOD_SHIFT),
        optional(region, size, Field.COUNTER_VALUE),
        optional(region, size, Field.COUNTER_PERIOD_FRAC_SEC),
        optional(region, size, Field.COUNTER_PERIOD_ESTERROR_RATE_FRAC_SEC),
        optional(region, size, Field.COUNTER_PERIOD_MAXERROR_RATE_FRAC_SEC),
        optional(region, size, Field.TIME_SEC),
        optional(region, size, Field.TIME_FRAC_SEC),
        optional(region, size, Field.TIME_ESTERROR_NANOSEC),
        optional(region, size, Field.TIME_MAXERROR_NANOSEC),
        optional(region, size, Field.VM_GENERATION_COUNTER),
        Octets.copyOf(region, VmClockPage.fieldsEnd(size), size));
  }

  private static <E extends Enum<E> & AbiSymbol> @Nullable Coded<E> coded(
      byte[] region, int size, Field field, Class<E> type) {
    Integer code = small(region, size, field);
    return code == null ? null : new Coded<>(type, code);
  }

  private static @Nullable Integer small(byte[] region, int size, Field field) {
    return field.isWithin(size) ? (Integer) (int) number(region, field) : null;
  }

  private static @Nullable Long optional(byte[] region, int size, Field field) {
    return field.isWithin(size) ? (Long) number(region, field) : null;
  }

  private static long number(byte[] region, Field field) {
    return LittleEndian.load(region, field.offset(), field.widthBytes());
  }

  private static String hex(long number) {
    return String.format(Locale.ROOT, "0x%x", number);
  }
}
