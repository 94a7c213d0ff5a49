package io.lapse.cli.quarantine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A set of offsets, written {@code 3,7-12}. The lowest are forgotten where the text would become
 * too long.
 */
final class OffsetRanges {
  private static final Pattern FORM = Pattern.compile("\\d{1,18}(-\\d{1,18})?");

  /** From the first of a run to its last. */
  private final TreeMap<Long, Long> runs = new TreeMap<>();

  /** Those of a text; none where the text is something else. */
  static OffsetRanges parse(String text) {
    OffsetRanges ranges = new OffsetRanges();
    for (String run : text.split(",", -1)) {
      if (!FORM.matcher(run).matches()) {
        return new OffsetRanges();
      }
      String[] ends = run.split("-", -1);
      long first = Long.parseLong(ends[0]);
      long last = Long.parseLong(ends[ends.length - 1]);
      if (first > last) {
        return new OffsetRanges();
      }
      ranges.runs.put(first, last);
    }
    return ranges;
  }

  boolean contains(long offset) {
    Map.Entry<Long, Long> run = runs.floorEntry(offset);
    return run != null && offset <= run.getValue();
  }

  void add(long offset) {
    if (contains(offset)) {
      return;
    }
    long first = offset;
    Map.Entry<Long, Long> before = runs.floorEntry(offset);
    if (before != null && before.getValue() == offset - 1) {
      first = before.getKey();
    }
    Long joined = runs.remove(offset + 1);
    runs.put(first, joined == null ? offset : joined);
  }

  /** The least offset that is above all of them; 0 if there are none. */
  long end() {
    return runs.isEmpty() ? 0 : runs.lastEntry().getValue() + 1;
  }

  /** The highest runs, in as many characters as there may be. */
  String text(int charsMax) {
    Deque<String> kept = new ArrayDeque<>();
    int chars = -1;
    for (Map.Entry<Long, Long> run : runs.descendingMap().entrySet()) {
      String text =
          run.getKey().equals(run.getValue())
              ? run.getKey().toString()
              : run.getKey() + "-" + run.getValue();
      chars += text.length() + 1;
      if (chars > charsMax) {
        break;
      }
      kept.addFirst(text);
    }
    return String.join(",", kept);
  }
}
