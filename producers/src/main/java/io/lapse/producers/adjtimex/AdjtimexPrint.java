package io.lapse.producers.adjtimex;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.text.PrintedInstant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code adjtimex --print} prints (adjtimex 1.20 to 1.29; main of adjtimex.c). Where the
 * kernel counts ns, by STA_NANO, so does the time, be its unit printed as {@code us} (upstream) or
 * {@code ns} (Debian); behind the equals sign upstream loses leading zeros then.
 */
final class AdjtimexPrint implements ReportForm {
  private static final String NUMBER = "(-?\\d{1,18})";
  private static final List<Pattern> LINES =
      List.of(
          line("mode", NUMBER),
          line("offset", NUMBER),
          line("frequency", NUMBER),
          line("maxerror", "(\\d{1,18})"),
          line("esterror", NUMBER),
          line("status", "(\\d{1,9})"),
          line("time_constant", NUMBER),
          line("precision", NUMBER),
          line("tolerance", NUMBER),
          line("tick", NUMBER),
          line("raw time", "(-?\\d{1,18})s (\\d{1,9})(?:us|ns) = -?\\d{1,18}\\.\\d{1,9}"));

  private static final int OFFSET = 1;
  private static final int MAX_ERROR = 3;
  private static final int STATUS = 5;
  private static final int RAW_TIME = 10;

  private static final Pattern RETURN_VALUE = Pattern.compile(" return value = (-?\\d{1,9})");

  private static Pattern line(String name, String value) {
    return Pattern.compile(" *" + name + ": +" + value);
  }

  @Override
  public List<Pattern> lines() {
    return LINES;
  }

  /** It is printed unless it is 0, TIME_OK. */
  @Override
  public @Nullable Pattern addition(int taken) {
    return taken == LINES.size() ? RETURN_VALUE : null;
  }

  @Override
  public KernelReading reading(List<MatchResult> lines) throws MalformedException {
    MatchResult rawTime = lines.get(RAW_TIME);
    long seconds = Long.parseLong(rawTime.group(1));
    if (seconds < 0) {
      throw new MalformedException(
          "raw time must be 0 s or more: " + seconds + " s (32 bits of it end in 2038)");
    }
    long status = Long.parseLong(lines.get(STATUS).group(1));
    boolean isNano = StatusBits.isNano(status);
    return new KernelReading(
        PrintedInstant.of(seconds, Long.parseLong(rawTime.group(2)), isNano ? 9 : 6),
        StatusBits.offsetNanos(Long.parseLong(lines.get(OFFSET).group(1)), status),
        Long.parseLong(lines.get(MAX_ERROR).group(1)),
        status,
        0);
  }
}
