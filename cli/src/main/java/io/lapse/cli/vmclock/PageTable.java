package io.lapse.cli.vmclock;

import io.lapse.cli.text.Durations;
import io.lapse.cli.text.TextTable;
import io.lapse.guestkernel.vmclock.AbiSymbol;
import io.lapse.guestkernel.vmclock.Coded;
import io.lapse.guestkernel.vmclock.Field;
import io.lapse.guestkernel.vmclock.Flag;
import io.lapse.guestkernel.vmclock.VmClockPage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A page for a person: each field by its name in the ABI, with what its value means. */
final class PageTable {
  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
  private static final String NOT_VALID = "not valid";
  private static final String NO_NAME = "no name in this ABI";

  private final VmClockPage page;
  private final TextTable table = new TextTable("offset", "field", ">value", "meaning");

  private PageTable(VmClockPage page) {
    this.page = page;
  }

  /** The table, each line ended. */
  static String render(VmClockPage page) {
    return new PageTable(page).render();
  }

  private String render() {
    for (Field field : Field.values()) {
      Long value = page.value(field);
      if (value == null) {
        row(field, "absent", "");
      } else if (field == Field.FLAGS) {
        flags();
      } else {
        row(field, FieldForm.of(field).text(value), meaning(field, value));
      }
    }
    if (page.rest().length() > 0) {
      int nonZero = page.rest().nonZero();
      table.row(
          offset(page.sizeBytes() - page.rest().length()),
          "(rest)",
          page.rest().length() + " bytes",
          nonZero == 0 ? "all zero" : nonZero + " not zero");
    }
    return table.render();
  }

  private void row(Field field, String value, String meaning) {
    table.row(offset(field.offset()), field.abiName(), value, meaning);
  }

  /** One line for each flag. */
  private void flags() {
    List<String> meanings = new ArrayList<>();
    page.flags().set().forEach(flag -> meanings.add(flag.abiName()));
    if (page.flags().unknownBits() != 0) {
      meanings.add(NO_NAME + ": 0x" + Long.toHexString(page.flags().unknownBits()));
    }
    String value = FieldForm.of(Field.FLAGS).text(page.flags().bits());
    row(Field.FLAGS, value, meanings.isEmpty() ? "none" : meanings.get(0));
    meanings.stream().skip(1).forEach(meaning -> table.row("", "", "", meaning));
  }

  private String meaning(Field field, long value) {
    return switch (field) {
      case MAGIC -> "\"VCLK\"";
      case SIZE -> "0x" + Long.toHexString(value) + " bytes";
      case COUNTER_ID -> name(page.counterId());
      case TIME_TYPE -> name(page.timeType());
      case CLOCK_STATUS -> name(page.clockStatus());
      case LEAP_SECOND_SMEARING_HINT -> name(page.leapSecondSmearingHint());
      case LEAP_INDICATOR -> name(page.leapIndicator());
      case TAI_OFFSET_SEC ->
          ifSet(
              Flag.TAI_OFFSET_VALID,
              "UTC = TAI " + (value < 0 ? "+ " + -value : "- " + value) + " s");
      case COUNTER_PERIOD_FRAC_SEC -> frequency(value);
      case COUNTER_PERIOD_ESTERROR_RATE_FRAC_SEC ->
          ifSet(Flag.PERIOD_ESTERROR_VALID, ofPeriod(value));
      case COUNTER_PERIOD_MAXERROR_RATE_FRAC_SEC ->
          ifSet(Flag.PERIOD_MAXERROR_VALID, ofPeriod(value));
      case TIME_ESTERROR_NANOSEC -> ifSet(Flag.TIME_ESTERROR_VALID, nanos(value));
      case TIME_MAXERROR_NANOSEC -> ifSet(Flag.TIME_MAXERROR_VALID, nanos(value));
      case VM_GENERATION_COUNTER -> ifSet(Flag.VM_GEN_COUNTER_PRESENT, "");
      case VERSION,
          SEQ_COUNT,
          DISRUPTION_MARKER,
          FLAGS,
          PAD,
          COUNTER_PERIOD_SHIFT,
          COUNTER_VALUE,
          TIME_SEC,
          TIME_FRAC_SEC ->
          "";
    };
  }

  private String ifSet(Flag flag, String meaning) {
    return page.flags().has(flag) ? meaning : NOT_VALID;
  }

  private static <E extends Enum<E> & AbiSymbol> String name(@Nullable Coded<E> coded) {
    return coded == null ? "" : coded.symbol().map(AbiSymbol::abiName).orElse(NO_NAME);
  }

  private static String nanos(long unsigned) {
    return unsigned < 0 ? "" : Durations.exact(unsigned);
  }

  /** Rounded to the nearest Hz. */
  private String frequency(long period) {
    Integer shift = page.counterPeriodShift();
    if (period == 0 || shift == null) {
      return "";
    }
    BigInteger half = FieldForm.exact(period).shiftRight(1);
    BigInteger hz =
        BigInteger.ONE.shiftLeft(Long.SIZE + shift).add(half).divide(FieldForm.exact(period));
    return hz.bitLength() < Long.SIZE ? hz + " Hz" : "more than 2^63 Hz";
  }

  /** As a part of the period, in 10^-9, rounded up. */
  private String ofPeriod(long error) {
    Long period = page.counterPeriodFracSec();
    if (period == null || period == 0) {
      return "";
    }
    BigInteger[] ppb =
        FieldForm.exact(error).multiply(BILLION).divideAndRemainder(FieldForm.exact(period));
    return (ppb[1].signum() == 0 ? ppb[0] : ppb[0].add(BigInteger.ONE)) + " ppb of the period";
  }

  private static String offset(int offset) {
    return String.format(Locale.ROOT, "0x%02x", offset);
  }
}
