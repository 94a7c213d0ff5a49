package io.lapse.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page says an attacker was tried at is a test that there is. */
class SecurityPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

  static List<String> attacks() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/operating/security.md"));
    String table =
        page.substring(page.indexOf("<!-- attacks: begin -->"), page.indexOf("<!-- attacks: end"));
    return table.lines().filter(line -> line.startsWith("| ")).skip(2).toList();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void attack_isTriedByTests(String row) throws IOException {
    List<MatchResult> tests = TEST.matcher(row).results().toList();

    assertThat(tests).isNotEmpty();
    for (MatchResult test : tests) {
      List<String> sources = new ArrayList<>();
      for (Path file : named(test.group(1) + ".java")) {
        sources.add(Files.readString(file));
      }
      assertThat(sources)
          .as(test.group())
          .singleElement()
          .asString()
          .contains("\n  void " + test.group(2) + "(");
    }
  }

  private static List<Path> named(String name) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path tests : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            found.addAll(files.filter(file -> file.endsWith(name)).toList());
          }
        }
      }
    }
    return found;
  }
}
