package io.lapse.producers.vmware;

import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.text.PrintedInstant;
import io.lapse.schemas.tai.UtcScale;
import java.math.BigInteger;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stun that has ended.
 *
 * <p>The line is stamped once, and states how long the vCPUs stood still. The stop is computed from
 * both, so whatever the stamp is off by, stop and restart are off by the same: it cancels out of
 * Tout, as the host clock's own offset does. That is why the stamp's step and lateness widen the
 * clock error here, and only the step of the duration is each end's own.
 *
 * @param restarted the line's stamp
 * @param durationNanos how long the vCPUs stood still; not negative
 * @param stepNanos what the last digit of the stamp stands for
 */
record Stun(TaiInstant restarted, long durationNanos, long stepNanos) {
  private static final String MESSAGE = "Checkpoint_Unstun: vm stopped for ";
  private static final Pattern DURATION =
      Pattern.compile(".*" + Pattern.quote(MESSAGE) + "(-?[0-9]{1,30}) us\\s*");

  /** Cut off there, a line still shows what it was. */
  private static final int SHOWN_BY = "Checkpoint_Unstun".length();

  private static final BigInteger NANOS_PER_MICRO = BigInteger.valueOf(1_000);

  /** The duration counts whole microseconds. */
  private static final long DURATION_STEP_NANOS = 1_000;

  /**
   * How long after the vCPUs run again the line may be stamped. VMware states no bound: the thread
   * that let them go prints it next, as QEMU does its events, and the same 5 ms are granted.
   */
  private static final long LATENCY_NANOS = 5_000_000;

  /** Whether the line ends a stun, or begins to say so. */
  static boolean isStun(LogLine line) {
    int at = line.rest().lastIndexOf("Checkpoint_");
    if (at < 0) {
      return false;
    }
    String message = line.rest().substring(at);
    return message.startsWith(MESSAGE)
        || (message.length() >= SHOWN_BY && MESSAGE.startsWith(message));
  }

  /** The stun that ended with a line whose stamp says how far it is from UTC. */
  static Stun parse(LogLine line) throws MalformedException {
    Matcher duration = DURATION.matcher(line.rest());
    if (!duration.matches()) {
      throw new MalformedException(
          "expected "
              + MESSAGE
              + "N us, found: "
              + MalformedException.excerpt(line.rest().strip()));
    }
    PrintedInstant printed = PrintedInstant.parse(line.stamp());
    long durationNanos = nanos(Objects.requireNonNull(duration.group(1)));
    if (durationNanos > printed.utcNanos()) {
      throw new MalformedException(
          "a stun of "
              + duration.group(1)
              + " us that ended at "
              + line.stamp()
              + ": expected one that began after 1970");
    }
    return new Stun(tai(printed, line), durationNanos, printed.stepNanos());
  }

  private static TaiInstant tai(PrintedInstant printed, LogLine line) throws MalformedException {
    try {
      return UtcScale.toTai(printed.utcNanos());
    } catch (ArithmeticException e) {
      throw new MalformedException("the stamp must lie before the year 2262: " + line.stamp());
    }
  }

  private static long nanos(String micros) throws MalformedException {
    BigInteger nanos = new BigInteger(micros).multiply(NANOS_PER_MICRO);
    if (nanos.signum() < 0) {
      throw new MalformedException(
          "a stun must last 0 us or more: " + MalformedException.excerpt(micros));
    }
    if (nanos.bitLength() >= Long.SIZE) {
      throw new MalformedException(
          "a stun must last less than 2^63 ns: " + MalformedException.excerpt(micros) + " us");
    }
    return nanos.longValueExact();
  }

  /** When the vCPUs stopped. */
  Stamp stopped(long clockErrorNanos) throws MalformedException {
    return stamp(restarted.plus(-durationNanos), clockErrorNanos);
  }

  /** When they ran again. */
  Stamp restarted(long clockErrorNanos) throws MalformedException {
    return stamp(restarted, clockErrorNanos);
  }

  private Stamp stamp(TaiInstant at, long clockErrorNanos) throws MalformedException {
    try {
      long common = Math.addExact(clockErrorNanos, Math.addExact(stepNanos, LATENCY_NANOS));
      return new Stamp(at, common, DURATION_STEP_NANOS, 0);
    } catch (ArithmeticException e) {
      throw new MalformedException(
          "clock_error_ns must leave room for the stamp's own error: " + clockErrorNanos);
    }
  }
}
