package io.lapse.producers.adjtimex;

import io.lapse.producers.json.MalformedException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a program prints what adjtimex(2) returned: lines in a fixed order. */
interface ReportForm {
  /** The lines, of which the first begins a report. */
  List<Pattern> lines();

  /**
   * A line that may come after the first {@code taken} of them; null if none may. Its group, if it
   * has one, is what adjtimex returned.
   */
  @Nullable Pattern addition(int taken);

  /** What the lines say, all of them; what adjtimex returned is as if no addition follows. */
  KernelReading reading(List<MatchResult> lines) throws MalformedException;
}
