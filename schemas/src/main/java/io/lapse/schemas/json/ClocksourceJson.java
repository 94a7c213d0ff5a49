package io.lapse.schemas.json;

import io.lapse.ledger.catchup.Clocksource;
import java.io.IOException;
import java.math.BigInteger;

/** What {@code lapse clocksource} says, in one line. */
public final class ClocksourceJson {
  private ClocksourceJson() {}

  /** The line, without its LF. Mask and max_cycles are hexadecimal, as the kernel prints them. */
  public static String write(Clocksource source) {
    return JsonLine.of(line -> write(line, source));
  }

  private static void write(JsonLine line, Clocksource source) throws IOException {
    line.number("mult", source.mult());
    line.number("shift", (long) source.shift());
    line.number("maxadj", source.maxAdj());
    line.text("mask", hexadecimal(source.mask()));
    line.text("max_cycles", hexadecimal(source.maxCycles()));
    line.number("max_idle_ns", source.maxIdleNanos());
    unsigned(line, "wrap_ns", source.wrapNanos());
    unsigned(line, "max_raw_delta", source.maxRawDelta());
  }

  private static String hexadecimal(long unsigned) {
    return "0x" + Long.toHexString(unsigned);
  }

  private static void unsigned(JsonLine line, String key, long value) throws IOException {
    line.generator().writeNumberField(key, new BigInteger(Long.toUnsignedString(value)));
  }
}
