package io.lapse.producers.vmware;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a {@code vmware.log}, of whatever version:
 *
 * <pre>
 *   2015-10-27T22:01:42.149Z| vcpu-0| I120: MESSAGE
 *   2012-03-23T16:22:51.876Z| vcpu-0| MESSAGE
 *   2021-05-04T10:22:10.123Z In(05) vcpu-0 - MESSAGE
 *   Oct 27 22:01:42.149: vcpu-0| MESSAGE
 * </pre>
 *
 * @param stamp as it was printed
 * @param isLocal whether the stamp says nothing of its offset from UTC
 * @param rest thread, level and message
 */
record LogLine(String stamp, boolean isLocal, String rest) {
  private static final String TIME = "[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?";
  private static final Pattern ISO =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2}T" + TIME + "(Z|[+-][0-9]{2}:[0-9]{2})?)(?:\\||: |:? )(.*)");
  private static final Pattern OLD =
      Pattern.compile("([A-Z][a-z]{2} [ 0-9][0-9] " + TIME + "): (.*)");

  /** The parts of a line; null if it is none of a vmware.log, or goes on with the one before. */
  static @Nullable LogLine parse(String line) {
    Matcher iso = ISO.matcher(line);
    if (iso.matches()) {
      return new LogLine(group(iso, 1), iso.group(2) == null, group(iso, 3));
    }
    Matcher old = OLD.matcher(line);
    return old.matches() ? new LogLine(group(old, 1), true, group(old, 2)) : null;
  }

  private static String group(Matcher matched, int index) {
    return Objects.requireNonNull(matched.group(index));
  }
}
