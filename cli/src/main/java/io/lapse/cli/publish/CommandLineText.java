package io.lapse.cli.publish;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command as a user can give it to a shell again. */
final class CommandLineText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private CommandLineText() {}

  /**
   * @param words those after {@code lapse}
   */
  static String of(List<String> words) {
    return words.stream()
        .map(CommandLineText::quoted)
        .collect(Collectors.joining(" ", "lapse ", ""));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
