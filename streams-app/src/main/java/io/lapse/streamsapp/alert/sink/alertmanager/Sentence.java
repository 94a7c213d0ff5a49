package io.lapse.streamsapp.alert.sink.alertmanager;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Violation;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An alert in one sentence, for somebody who was just woken. */
final class Sentence {
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final long MILLI_NANOS = 1_000_000;
  private static final long MICRO_NANOS = 1_000;

  private Sentence() {}

  static String of(Alert alert) {
    String facts =
        Stream.of(where(alert), alert.toutNanos() == null ? "" : span(alert.toutNanos()))
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(", "));
    String what = alert.guest() + " " + what(alert.violation());
    return facts.isEmpty() ? what : what + " (" + facts + ")";
  }

  /** What goes with "the guest ...". */
  private static String what(Violation violation) {
    return switch (violation) {
      case COMPENSATED_ABOVE_THRESHOLD -> "had its clock moved by its host where policy forbids it";
      case BLACKOUT_EXCEEDED -> "stood still for longer than policy allows";
      case UNEQUAL_COMPENSATION -> "had the clocks of its CPUs moved by different amounts";
      case OVERCOMPENSATED -> "had its clock moved by more than it stood still";
      case FALSE_CLAIM -> "had its clock moved otherwise than its host says";
      case CATCH_UP_LIMIT_EXCEEDED -> "had its clock moved further than its clocksource bears";
      case MASS_EXPIRY -> "had very many timers fall due at once";
      case FORCED_AFTER_DEADLINE -> "was stopped by force after it let a deadline pass";
      case NOT_KILLED -> "runs again, though policy has such guests killed";
      case UNANNOUNCED -> "was stopped without the announcement that policy requires";
      case UNACCOUNTED_TIME -> "trusts a wrong clock: time is missing that nobody repaired";
      case NOTICE_IGNORED -> "did not react to the notice of its last outage";
      case SEQUENCE_GAP -> "reacted to a notice, and skipped one before it";
      case BACKWARDS_TIME -> "restarted before it stopped, by its hosts' clocks";
      case HOST_CLOCK_UNTRUSTED -> "was moved by a host whose clock is not as good as it says";
      case CONFLICTING_RESTART -> "was restarted twice from one stop: it may run twice";
      case MISSING_STOP -> "restarted, and nobody reported its stop";
      case MISSING_RESTART -> "stopped again, and nobody reported its restart";
      case OPEN_OUTAGE -> "stands still, and for longer than policy allows";
      case UNTRUSTED_EVENT -> "was spoken of by somebody who cannot prove to be its host";
    };
  }

  private static String where(Alert alert) {
    String source = alert.sourceHost();
    String destination = alert.destinationHost();
    if (source == null && destination == null) {
      return "";
    }
    if (source == null || destination == null || source.equals(destination)) {
      return source == null ? "to " + destination : "on " + source;
    }
    return source + " to " + destination;
  }

  /** In the unit that fits, rounded towards zero: {@code 1.500 s}. */
  static String span(long nanos) {
    long size = nanos == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(nanos);
    String sign = nanos < 0 ? "-" : "";
    if (size >= SECOND_NANOS) {
      return sign + thousandths(size, SECOND_NANOS) + " s";
    }
    if (size >= MILLI_NANOS) {
      return sign + thousandths(size, MILLI_NANOS) + " ms";
    }
    return sign + thousandths(size, MICRO_NANOS) + " us";
  }

  private static String thousandths(long size, long unit) {
    return String.format(Locale.ROOT, "%d.%03d", size / unit, size % unit / (unit / 1_000));
  }
}
