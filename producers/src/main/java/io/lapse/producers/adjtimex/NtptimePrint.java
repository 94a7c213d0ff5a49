package io.lapse.producers.adjtimex;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.text.Decimals;
import io.lapse.producers.text.PrintedInstant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ntptime} prints (ntp 4.2.8, ntpsec 1.2; ntptime.c). The date is in local time in one
 * and in UTC in the other, and the fraction in hex is rounded: the time is read from the seconds in
 * hex, and from the decimals in parentheses.
 */
final class NtptimePrint implements ReportForm {
  private static final String FIGURE = "-?\\d{1,12}\\.\\d{3}";
  private static final List<Pattern> LINES =
      List.of(
          Pattern.compile("ntp_gettime\\(\\) returns code \\d{1,9} \\(.*\\)"),
          Pattern.compile(
              "  time (\\p{XDigit}{1,8})\\.\\p{XDigit}{1,8} .*, \\(\\.(\\d{6}|\\d{9})\\),"),
          Pattern.compile("  maximum error \\d{1,18} us, estimated error \\d{1,18} us.*"),
          Pattern.compile("ntp_adjtime\\(\\) returns code (\\d{1,9}) \\(.*\\)"),
          Pattern.compile("  modes 0x\\p{XDigit}{1,8} \\(.*\\),"),
          Pattern.compile(
              "  offset (" + FIGURE + ") us, frequency " + FIGURE + " ppm, interval \\d{1,9} s,"),
          Pattern.compile("  maximum error (\\d{1,18}) us, estimated error \\d{1,18} us,"),
          Pattern.compile("  status 0x(\\p{XDigit}{1,8}) \\(.*\\),"),
          Pattern.compile(
              "  time constant \\d{1,9}, precision " + FIGURE + " us, tolerance \\d{1,9} ppm,"));

  private static final int TIME = 1;
  private static final int RETURN_CODE = 3;
  private static final int OFFSET = 5;
  private static final int MAX_ERROR = 6;
  private static final int STATUS = 7;

  /** With {@code -r} the raw time ends in a line's end. */
  private static final Pattern TAI_OFFSET = Pattern.compile(", TAI offset -?\\d{1,9}");

  private static final Pattern PPS = Pattern.compile("  (?:pps frequency|intervals) .*[,.]");

  private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
  private static final long ERA_SECONDS = 1L << 32;

  @Override
  public List<Pattern> lines() {
    return LINES;
  }

  @Override
  public @Nullable Pattern addition(int taken) {
    if (taken == LINES.size()) {
      return PPS;
    }
    return taken == RETURN_CODE ? TAI_OFFSET : null;
  }

  @Override
  public KernelReading reading(List<MatchResult> lines) throws MalformedException {
    MatchResult time = lines.get(TIME);
    String fraction = time.group(2);
    long seconds = unixSeconds(Long.parseLong(time.group(1), 16));
    return new KernelReading(
        PrintedInstant.of(seconds, Long.parseLong(fraction), fraction.length()),
        Decimals.nanosOfMicros("offset", lines.get(OFFSET).group(1)),
        Long.parseLong(lines.get(MAX_ERROR).group(1)),
        Long.parseLong(lines.get(STATUS).group(1), 16),
        Integer.valueOf(lines.get(RETURN_CODE).group(1)));
  }

  /**
   * NTP counts seconds from 1900 in 32 bits, which end in 2036. A count with its top bit set is of
   * the first era, 1968 to 2036, another one of the second, 2036 to 2104 (RFC 4330, section 3).
   */
  private static long unixSeconds(long ntpSeconds) {
    boolean isFirstEra = ntpSeconds >= ERA_SECONDS / 2;
    return ntpSeconds - SECONDS_FROM_1900_TO_1970 + (isFirstEra ? 0 : ERA_SECONDS);
  }
}
