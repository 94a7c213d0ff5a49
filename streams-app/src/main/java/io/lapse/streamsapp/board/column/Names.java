package io.lapse.streamsapp.board.column;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each of few texts once, by number from 0 in the order in which they came. */
public final class Names {
  /** The number of no text. */
  public static final int NONE = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** Its number, a new one where it has none yet; {@link #NONE} of null. */
  public int of(@Nullable String name) {
    if (name == null) {
      return NONE;
    }
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    numbers.put(name, names.size());
    names.add(name);
    return names.size() - 1;
  }

  /** Its number; {@link #NONE} of null, and where it has none. */
  public int find(@Nullable String name) {
    return name == null ? NONE : numbers.getOrDefault(name, NONE);
  }

  /** The text; null of {@link #NONE}. */
  public @Nullable String name(int number) {
    return number == NONE ? null : names.get(number);
  }

  /** How many there are. */
  public int size() {
    return names.size();
  }
}
