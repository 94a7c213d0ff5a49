package io.lapse.cli.whatif.history;

import io.lapse.cli.text.Printable;
import io.lapse.producers.source.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What was wrong with a history, or with a part of it.
 *
 * @param messages the first ones, in the order of the input, a line each
 * @param untold how many more there were
 * @param refused lines, records or files that were not taken
 * @param missing what is not in the history though it should be, a sentence each
 */
public record Findings(List<String> messages, long untold, long refused, List<String> missing) {
  /** So many are told; who has more of them knows what is wrong. */
  static final int TOLD_MAX = 100;

  public static final Findings NONE = new Findings(List.of(), 0, 0, List.of());

  public Findings {
    messages = List.copyOf(messages);
    missing = List.copyOf(missing);
  }

  /** Those of all parts, in their order. */
  public static Findings of(List<Findings> parts) {
    List<String> messages = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    long all = 0;
    long refused = 0;
    for (Findings part : parts) {
      messages.addAll(part.messages);
      missing.addAll(part.missing);
      all += part.messages.size() + part.untold;
      refused += part.refused;
    }
    List<String> told = messages.subList(0, Math.min(TOLD_MAX, messages.size()));
    return new Findings(told, all - told.size(), refused, missing);
  }

  /** Collects the findings of one part. */
  static final class Collector {
    private final List<String> messages = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private long untold;
    private long refused;

    /** A file that is refused as a whole is missing. */
    void report(Problem problem) {
      say(problem.toString());
      if (problem.severity() == Problem.Severity.REFUSED) {
        refused++;
        if (problem.line() == 0) {
          missing.add(problem.toString());
        }
      }
    }

    /** One record was not taken. */
    void refuse(String message) {
      say(message);
      refused++;
    }

    void missing(String sentence) {
      missing.add(sentence);
    }

    private void say(String message) {
      if (messages.size() < TOLD_MAX) {
        messages.add(Printable.of(message));
      } else {
        untold++;
      }
    }

    Findings findings() {
      return new Findings(messages, untold, refused, missing);
    }
  }
}
