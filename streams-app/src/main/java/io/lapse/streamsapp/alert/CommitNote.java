package io.lapse.streamsapp.alert;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sink keeps beside its committed offset, in the metadata of the commit.
 *
 * @param beganMillis when the sink first read the partition, in ms UTC: an alert that was too old
 *     then was not sent
 * @param seen the offset after the last record that was read: those from the committed offset on
 *     are not judged by their age again
 * @param endedMillis in ms UTC; every fact whose time, counted from its append, was up by then is
 *     resolved
 */
record CommitNote(long beganMillis, long seen, long endedMillis) {
  private static final Pattern FORM =
      Pattern.compile("began=(\\d{1,18}),seen=(\\d{1,18}),ended=(\\d{1,18})");

  /** What was committed; of what is not ours, that nothing is known. */
  static CommitNote parse(String metadata, long committed) {
    Matcher form = FORM.matcher(metadata);
    return form.matches()
        ? new CommitNote(
            Long.parseLong(form.group(1)),
            Long.parseLong(form.group(2)),
            Long.parseLong(form.group(3)))
        : new CommitNote(0, committed, 0);
  }

  String text() {
    return "began=" + beganMillis + ",seen=" + seen + ",ended=" + endedMillis;
  }
}
