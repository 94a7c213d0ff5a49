package io.lapse.cli.doctor;

import io.lapse.cli.text.Printable;
import io.lapse.streamsapp.topics.Judgement;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param found what is the case
 * @param advice what to do; empty if nothing is to be done
 */
record Check(String name, Judgement judgement, String found, String advice) {

  static Check ok(String name, String found) {
    return new Check(name, Judgement.OK, found, "");
  }

  static Check warn(String name, String found, String advice) {
    return new Check(name, Judgement.WARN, found, advice);
  }

  static Check fail(String name, String found, String advice) {
    return new Check(name, Judgement.FAIL, found, advice);
  }

  /** On one line, without its end. */
  String line() {
    String text = advice.isEmpty() ? found : found + ": " + advice;
    return String.format(
        Locale.ROOT, "%-4s  %-12s  %s", judgement.name(), name, Printable.of(text));
  }
}
