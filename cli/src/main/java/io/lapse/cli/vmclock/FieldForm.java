package io.lapse.cli.vmclock;

import io.lapse.guestkernel.vmclock.Field;
import java.math.BigInteger;

/** How the number in a field is written, in a table and in JSON alike. */
enum FieldForm {
  /** Bits, and fractions in powers of two: as the ABI writes them. */
  HEXADECIMAL {
    @Override
    String text(long value) {
      return "0x" + Long.toHexString(value);
    }
  },
  UNSIGNED {
    @Override
    String text(long value) {
      return Long.toUnsignedString(value);
    }
  },
  SIGNED {
    @Override
    String text(long value) {
      return Long.toString(value);
    }
  };

  abstract String text(long value);

  static FieldForm of(Field field) {
    return switch (field) {
      case MAGIC,
          FLAGS,
          COUNTER_PERIOD_FRAC_SEC,
          COUNTER_PERIOD_ESTERROR_RATE_FRAC_SEC,
          COUNTER_PERIOD_MAXERROR_RATE_FRAC_SEC,
          TIME_FRAC_SEC ->
          HEXADECIMAL;
      case TAI_OFFSET_SEC -> SIGNED;
      case SIZE,
          VERSION,
          COUNTER_ID,
          TIME_TYPE,
          SEQ_COUNT,
          DISRUPTION_MARKER,
          PAD,
          CLOCK_STATUS,
          LEAP_SECOND_SMEARING_HINT,
          LEAP_INDICATOR,
          COUNTER_PERIOD_SHIFT,
          COUNTER_VALUE,
          TIME_SEC,
          TIME_ESTERROR_NANOSEC,
          TIME_MAXERROR_NANOSEC,
          VM_GENERATION_COUNTER ->
          UNSIGNED;
    };
  }

  static BigInteger exact(long unsigned) {
    return new BigInteger(Long.toUnsignedString(unsigned));
  }
}
