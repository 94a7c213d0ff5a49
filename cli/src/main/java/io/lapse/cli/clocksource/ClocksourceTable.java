package io.lapse.cli.clocksource;

import io.lapse.cli.text.Durations;
import io.lapse.cli.text.TextTable;
import io.lapse.ledger.catchup.Clocksource;
import io.lapse.ledger.catchup.KernelVersion;
import io.lapse.ledger.catchup.Multiplication;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The figures of a clocksource for a person: each limit in time, and what breaks beyond it. */
final class ClocksourceTable {
  /** Since when the kernel has max_raw_delta. */
  private static final int RAW_DELTA_MAJOR = 6;

  private static final int RAW_DELTA_MINOR = 13;

  private final Clocksource source;
  private final @Nullable KernelVersion kernel;
  private final TextTable table =
      new TextTable("figure", ">value", ">ns", ">time", "what breaks beyond it");

  private ClocksourceTable(Clocksource source, @Nullable KernelVersion kernel) {
    this.source = source;
    this.kernel = kernel;
  }

  /**
   * The table, each line ended.
   *
   * @param kernel null: what breaks is said of every version
   */
  static String render(Clocksource source, @Nullable KernelVersion kernel) {
    return new ClocksourceTable(source, kernel).render();
  }

  private String render() {
    figure("mult", Long.toString(source.mult()));
    figure("shift", Integer.toString(source.shift()));
    figure("maxadj", Long.toString(source.maxAdj()));
    figure("mask", "0x" + Long.toHexString(source.mask()));
    limit(
        "max_cycles",
        "0x" + Long.toHexString(source.maxCycles()),
        nanos(source.maxCycles()),
        beyondMaxCycles());
    limit(
        "max_idle_ns",
        BigInteger.valueOf(source.maxIdleNanos()),
        "nothing: the kernel never sleeps longer, but catches up");
    limit("wrap_ns", unsigned(source.wrapNanos()), beyondWrap());
    limit(
        "max_raw_delta",
        Long.toUnsignedString(source.maxRawDelta()),
        nanos(source.maxRawDelta()),
        beyondMaxRawDelta());
    return table.render();
  }

  private void figure(String name, String value) {
    table.row(name, value, "", "", "");
  }

  private void limit(String name, BigInteger nanos, String beyond) {
    limit(name, nanos.toString(), nanos, beyond);
  }

  private void limit(String name, String value, BigInteger nanos, String beyond) {
    table.row(name, value, nanos.toString(), Durations.coarse(nanos), beyond);
  }

  private String beyondMaxCycles() {
    return source.maxCycles() == source.mask()
        ? "one cycle more, and the counter has gone round"
        : whereItWraps("cycles * mult may exceed 64 bits: clocks may read wrong");
  }

  private String beyondWrap() {
    return source.goesRoundByItself()
        ? "the counter has gone round: so much time is lost, in every kernel"
        : whereItWraps("clocks read modulo this, until the first tick");
  }

  private String whereItWraps(String breaks) {
    return switch (kernel == null ? Multiplication.UNKNOWN : Multiplication.in(kernel)) {
      case WRAPS -> breaks;
      case SAFE -> "nothing: the product has 128 bits";
      case UNKNOWN -> breaks + "; up to Linux 6.9";
    };
  }

  private String beyondMaxRawDelta() {
    String breaks = "counts as 0: the counter is taken to have gone back";
    if (kernel == null) {
      return breaks + "; from Linux 6.13";
    }
    return kernel.isAtLeast(RAW_DELTA_MAJOR, RAW_DELTA_MINOR)
        ? breaks
        : "not in this kernel: on x86, more than half of the mask counts as 0";
  }

  private BigInteger nanos(long cycles) {
    return unsigned(cycles).multiply(BigInteger.valueOf(source.mult())).shiftRight(source.shift());
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
