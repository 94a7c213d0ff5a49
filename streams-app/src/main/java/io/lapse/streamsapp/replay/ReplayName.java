package io.lapse.streamsapp.replay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * What tells a replay from others of the same ledger.
 *
 * @param text letters, digits, - and _
 */
public record ReplayName(String text) {
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final DateTimeFormatter TO_THE_MILLISECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private static final String MARK = "replay-";

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if no topic may have it in its name
   */
  public ReplayName {
    if (!LEGAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected 1 to 64 letters, digits, - and _, as topics may have them: " + text);
    }
  }

  /** One that is named after its start. */
  public static ReplayName startedAt(Instant start) {
    return new ReplayName(TO_THE_MILLISECOND.format(start));
  }

  /** Its application id: of its group, its transactions, its changelogs and its state's folder. */
  public String applicationId(String live) {
    return live + "-" + MARK + text;
  }

  /** What the names of its topics begin with. */
  public String prefix(String live) {
    return live + MARK + text + ".";
  }
}
