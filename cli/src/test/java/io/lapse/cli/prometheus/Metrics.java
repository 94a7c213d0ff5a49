package io.lapse.cli.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of metrics, where they are described and where they are used. */
final class Metrics {
  private static final Pattern DESCRIBED =
      Pattern.compile("`((?:lapse|kafka|process|jvm)_[a-z0-9_]+)");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  /** What stands in an expression beside metrics. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]"
              + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"
              + "|\\boffset\\s+\\w+|(?<![\\w:])\\d[\\w.]*"
              + "|[a-z_]+\\s*(?=\\(|by\\b)|\\b(?:and|or|unless|bool)\\b");

  private Metrics() {}

  /** Those of the tables of a page, with the series of a histogram. */
  static Set<String> documented(Path page) throws IOException {
    Set<String> names = new HashSet<>();
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("|")) {
        String first = line.split("\\|", 3)[1];
        DESCRIBED.matcher(first).results().map(found -> found.group(1)).forEach(names::add);
      }
    }
    for (String name : Set.copyOf(names)) {
      if (name.endsWith("_seconds")) {
        Set.of("_bucket", "_count", "_sum").forEach(suffix -> names.add(name + suffix));
      }
    }
    return names;
  }

  /** Those that an expression reads. */
  static Set<String> namedBy(String expression) {
    String left = BESIDE.matcher(expression).replaceAll(" ");
    return NAME.matcher(left).results().map(found -> found.group()).collect(Collectors.toSet());
  }
}
