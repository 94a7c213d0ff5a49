package io.lapse.cli.machine;

import java.util.List;
import java.util.Objects;

/** What may not be left out, whatever the machine lacks. */
public final class Required {
  private final String words;

  /**
   * Says it.
   *
   * @param words separated by commas
   */
  Required(String words) {
    this.words = words;
  }

  /** As {@code LAPSE_REQUIRE} says it. */
  public static Required ofEnvironment() {
    return new Required(Objects.requireNonNullElse(System.getenv("LAPSE_REQUIRE"), ""));
  }

  /**
   * Says that a test is left out.
   *
   * @param word for what the machine lacks
   * @throws IllegalStateException if it may not be left out
   */
  public void leaveOut(String test, String word, String reason) {
    if (List.of(words.split(",", -1)).contains(word)) {
      throw new IllegalStateException(
          test + " may not be left out, says LAPSE_REQUIRE=" + words + ": " + reason);
    }
    System.out.println("left out: " + test + ": " + reason);
  }
}
