package io.lapse.guestkernel.discipline.trial;

import static io.lapse.guestkernel.discipline.trial.Trials.MILLI;
import static io.lapse.guestkernel.discipline.trial.Trials.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables of {@code docs/concepts/ntp.md}. */
final class NtpTables {
  private final NtpFigures figures;

  NtpTables(NtpFigures figures) {
    this.figures = figures;
  }

  static String world(Knowledge knowledge) {
    return switch (knowledge) {
      case NONE -> "naive";
      case KERNEL -> "kernel";
      case AWARE -> "aware";
      case WOKEN -> "woken";
    };
  }

  /** An outage of 10 s. */
  String summary() {
    List<String> rows = new ArrayList<>();
    for (String program : NtpFigures.PROGRAMS.keySet()) {
      for (boolean compensated : new boolean[] {false, true}) {
        for (NtpFigures.Hardware hardware : NtpFigures.Hardware.values()) {
          rows.add(summary(program, compensated, hardware));
        }
      }
    }
    return """

        | 10 s | on | naive | kernel | aware | woken |
        | --- | --- | --- | --- | --- | --- |
        %s
        """
        .formatted(String.join("", rows));
  }

  private String summary(String program, boolean compensated, NtpFigures.Hardware hardware) {
    List<String> cells = new ArrayList<>();
    cells.add(program + how(compensated));
    cells.add(hardware == NtpFigures.Hardware.SAME ? "the same hardware" : "other hardware");
    for (Knowledge knowledge : Knowledge.values()) {
      NtpFigures.Question question =
          new NtpFigures.Question(
              program, compensated, NtpFigures.SUMMARY_NANOS, hardware, knowledge);
      Outcome outcome = figures.worst(question).outcome();
      cells.add(integral(outcome.wrongNanosSeconds()) + " s·s; " + span(outcome.staleWindow()));
    }
    return row(cells);
  }

  private static String how(boolean compensated) {
    return compensated ? ", compensated" : ", lost";
  }

  /** What a sample does that was on its way: with a naive daemon, and with an aware one. */
  static String inFlight() {
    List<String> rows = new ArrayList<>();
    for (String program : NtpFigures.PROGRAMS.keySet()) {
      for (boolean justStarted : new boolean[] {true, false}) {
        for (boolean compensated : new boolean[] {false, true}) {
          List<String> cells = new ArrayList<>();
          cells.add(program + how(compensated));
          cells.add(justStarted ? "just started" : "settled");
          for (Knowledge knowledge : List.of(Knowledge.KERNEL, Knowledge.AWARE)) {
            Outcome outcome = NtpFigures.inFlight(program, justStarted, compensated, knowledge);
            cells.add(error(outcome.largestErrorNanos()));
            cells.add(steps(outcome.steps()));
          }
          rows.add(row(cells));
        }
      }
    }
    return """

        | 2 s | daemon | naive: largest error | its steps | aware: largest error | its steps |
        | --- | --- | --- | --- | --- | --- |
        %s
        """
        .formatted(String.join("", rows));
  }

  /** All of them, by daemon. */
  String all() {
    return NtpFigures.PROGRAMS.keySet().stream().map(this::all).collect(Collectors.joining());
  }

  private String all(String program) {
    List<String> rows = new ArrayList<>();
    for (boolean compensated : new boolean[] {false, true}) {
      for (long nanos : NtpFigures.OUTAGES) {
        for (Knowledge knowledge : Knowledge.values()) {
          rows.add(row(program, compensated, nanos, knowledge));
        }
      }
    }
    return """

        ### %s

        | outage | world | stale window | wrong-time integral, s·s | largest error | steps | unsynchronised | worst moment |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        %s\
        """
        .formatted(program, String.join("", rows));
  }

  private String row(String program, boolean compensated, long nanos, Knowledge knowledge) {
    NtpFigures.Worst worst = figures.worst(program, compensated, nanos, knowledge);
    Outcome outcome = worst.outcome();
    return row(
        List.of(
            length(nanos) + (compensated ? " compensated" : " lost"),
            world(knowledge),
            span(outcome.staleWindow()),
            integral(outcome.wrongNanosSeconds()),
            error(outcome.largestErrorNanos()),
            steps(outcome.steps()),
            outcome.gaveUp()
                ? span(outcome.unsynchronised()) + "; exits"
                : span(outcome.unsynchronised()),
            worst.moment()));
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String length(long nanos) {
    if (nanos < SECOND) {
      return nanos / MILLI + " ms";
    }
    long seconds = nanos / SECOND;
    return seconds < 60 ? seconds + " s" : seconds < 3_600 ? seconds / 60 + " min" : "1 h";
  }

  /** Rounded half up, as all figures here. */
  private static String span(Span span) {
    if (!(span instanceof Span.Ended ended)) {
      return "never ends";
    }
    long nanos = ended.nanos();
    if (nanos == 0) {
      return "0";
    }
    return nanos < SECOND ? rounded(nanos, MILLI, 0) + " ms" : seconds(nanos) + " s";
  }

  private static String error(long nanos) {
    return nanos < SECOND
        ? rounded(nanos, MILLI, nanos < 10 * MILLI ? 1 : 0) + " ms"
        : rounded(nanos, SECOND, nanos < 100 * SECOND ? 1 : 0) + " s";
  }

  private static String seconds(long nanos) {
    return rounded(nanos, SECOND, nanos < 100 * SECOND ? 1 : 0);
  }

  private static String integral(long nanosSeconds) {
    int digits = nanosSeconds < SECOND ? 2 : nanosSeconds < 100 * SECOND ? 1 : 0;
    return rounded(nanosSeconds, SECOND, digits);
  }

  private static String rounded(long value, long unit, int digits) {
    long scale = digits == 0 ? 1 : digits == 1 ? 10 : 100;
    // Half up.
    long scaled = (value + unit / (2 * scale)) / (unit / scale);
    String whole = String.format(Locale.ROOT, "%,d", scaled / scale);
    return digits == 0
        ? whole
        : whole + "." + String.format(Locale.ROOT, "%0" + digits + "d", scaled % scale);
  }

  private static String steps(Steps steps) {
    List<String> told = new ArrayList<>();
    if (steps.byKernel() > 0) {
      told.add("kernel " + steps.byKernel());
    }
    if (steps.byDaemon() > 0) {
      told.add("daemon " + steps.byDaemon());
    }
    if (steps.backward() > 0) {
      told.add("backward " + steps.backward());
    }
    return told.isEmpty() ? "0" : String.join(", ", told);
  }
}
