package io.lapse.cli.clocksource;

import io.lapse.cli.text.Printable;
import io.lapse.ledger.catchup.Clocksource;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which counter: a TSC by its kHz, any by its Hz and mask, or one by its name. Their values are
 * text to picocli, so that a refusal can say what was expected.
 */
final class CounterOptions {
  private static final String TSC_KHZ = "--tsc-khz";
  private static final String HZ = "--hz";
  private static final String MASK = "--mask";

  private static final String NAMES = "tsc, tsc-early, kvm-clock, xen, hpet, acpi_pm, jiffies";
  private static final long HPET_MASK = 0xffff_ffffL;
  private static final BigInteger MASK_MAX =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  /** More digits than any number of 64 bits has. */
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,40}");

  private static final Pattern HEXADECIMAL = Pattern.compile("(0[xX])?([0-9a-fA-F]{1,40})");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          NAMES + ". tsc and tsc-early need --tsc-khz, jiffies needs --hz, hpet may have it.")
  private @Nullable String name;

  @Option(
      names = TSC_KHZ,
      paramLabel = "N",
      description = "The TSC's frequency in kHz, as the kernel detected or refined it.")
  private @Nullable String tscKhz;

  @Option(
      names = HZ,
      paramLabel = "N",
      description = "The counter's frequency in Hz; of jiffies, the kernel's HZ.")
  private @Nullable String hz;

  @Option(
      names = MASK,
      paramLabel = "M",
      description = "The counter's largest count, 2^n - 1, hexadecimal or decimal.")
  private @Nullable String mask;

  /**
   * The counter.
   *
   * @throws IllegalArgumentException if the options are not those of one; says what was expected
   */
  Counter counter() {
    if (name != null) {
      return named(name);
    }
    if (tscKhz != null) {
      refuse(HZ, hz, TSC_KHZ + " names a TSC, which is registered in kHz");
      refuse(MASK, mask, TSC_KHZ + " names a TSC, which has 64 bits");
      return tsc("tsc");
    }
    if (hz == null && mask == null) {
      throw new IllegalArgumentException(
          "which counter? expected --tsc-khz N, or --hz N --mask M, or --name NAME");
    }
    if (hz == null || mask == null) {
      throw new IllegalArgumentException(
          (hz == null ? MASK : HZ) + " alone names no counter: expected --hz N and --mask M");
    }
    long frequency = frequency(HZ, hz, 1, Clocksource.FREQUENCY_MAX);
    long largest = mask(mask);
    return new Counter(
        "counter of " + Long.bitCount(largest) + " bits at " + frequency + " Hz",
        Clocksource.registered(largest, frequency, 1));
  }

  private Counter named(String source) {
    refuse(MASK, mask, "--name " + Printable.of(source) + " brings its own mask");
    return switch (source) {
      case "tsc", "tsc-early" -> {
        refuse(HZ, hz, source + " is registered in kHz");
        yield tsc(source);
      }
      case "kvm-clock", "xen" -> {
        refuse(TSC_KHZ, tscKhz, source + " counts nanoseconds, whatever the TSC does");
        refuse(HZ, hz, source + " counts nanoseconds");
        yield known(source, source, null, null);
      }
      case "acpi_pm" -> {
        refuse(TSC_KHZ, tscKhz, "acpi_pm does not depend on the TSC");
        refuse(HZ, hz, "acpi_pm always counts at 3579545 Hz");
        yield known(source, source, null, null);
      }
      case "hpet" -> hpet();
      case "jiffies" -> jiffies();
      default ->
          throw new IllegalArgumentException(
              "--name "
                  + Printable.of(source)
                  + ": expected one of "
                  + NAMES
                  + "; any other counter with --hz and --mask");
    };
  }

  private Counter tsc(String source) {
    if (tscKhz == null) {
      throw new IllegalArgumentException("--name " + source + ": expected --tsc-khz N too");
    }
    long khz = frequency(TSC_KHZ, tscKhz, 1, Clocksource.FREQUENCY_MAX);
    return known(source, source + " at " + khz + " kHz", khz, null);
  }

  private Counter hpet() {
    refuse(TSC_KHZ, tscKhz, "hpet does not depend on the TSC");
    if (hz == null) {
      return known("hpet", "hpet at 100000000 Hz, assumed", null, null);
    }
    long frequency = frequency(HZ, hz, 1, Clocksource.FREQUENCY_MAX);
    return new Counter(
        "hpet at " + frequency + " Hz", Clocksource.registered(HPET_MASK, frequency, 1));
  }

  private Counter jiffies() {
    refuse(TSC_KHZ, tscKhz, "jiffies do not depend on the TSC");
    if (hz == null) {
      throw new IllegalArgumentException("--name jiffies: expected --hz N too, the kernel's HZ");
    }
    long frequency = frequency(HZ, hz, Clocksource.JIFFIES_HZ_MIN, Clocksource.JIFFIES_HZ_MAX);
    return known("jiffies", "jiffies at HZ=" + frequency, null, frequency);
  }

  private static Counter known(
      String source, String title, @Nullable Long khz, @Nullable Long frequency) {
    Optional<Clocksource> clocksource = Clocksource.named(source, khz, frequency);
    return new Counter(
        title,
        clocksource.orElseThrow(
            () -> new IllegalStateException("the options of " + source + " were checked")));
  }

  private static void refuse(String option, @Nullable String value, String why) {
    if (value != null) {
      throw new IllegalArgumentException(why + ": expected no " + option);
    }
  }

  private static long frequency(String option, String text, long min, long max) {
    if (DECIMAL.matcher(text).matches()) {
      BigInteger value = new BigInteger(text);
      if (value.compareTo(BigInteger.valueOf(min)) >= 0
          && value.compareTo(BigInteger.valueOf(max)) <= 0) {
        return value.longValueExact();
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s %s: expected a whole number of %s from %d to %d",
            option,
            Printable.of(text),
            option.equals(HZ) ? "Hz" : "kHz",
            min,
            max));
  }

  /** No decimal 2^n - 1 has a letter, and the hexadecimal ones without letter are 1, 3 and 7. */
  private static long mask(String text) {
    boolean decimal = DECIMAL.matcher(text).matches();
    Matcher hexadecimal = HEXADECIMAL.matcher(text);
    if (decimal || hexadecimal.matches()) {
      BigInteger value = decimal ? new BigInteger(text) : new BigInteger(hexadecimal.group(2), 16);
      boolean allOnes = value.and(value.add(BigInteger.ONE)).signum() == 0;
      if (value.signum() > 0 && value.compareTo(MASK_MAX) <= 0 && allOnes) {
        return value.longValue();
      }
    }
    throw new IllegalArgumentException(
        MASK
            + " "
            + Printable.of(text)
            + ": expected 2^n - 1 with n from 1 to 64, as in 0xffffffff or 4294967295");
  }
}
