package io.lapse.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.prometheus.AlertRules;
import io.lapse.ledger.policy.Violation;
import io.lapse.streamsapp.LedgerService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The runbooks: one for each violation and each alert, in one frame, with commands that exist. */
class RunbooksTest {
  private static final Path FOLDER = Path.of("../docs/operating/runbooks");
  private static final int LINES_MAX = 45;
  private static final List<String> FRAME =
      List.of(
          "## What it means",
          "## What the guest feels",
          "## How sure it is",
          "## Look first",
          "## Do now",
          "## So that it does not come again",
          "## When it resolves");

  private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");
  private static final Pattern COMMAND = Pattern.compile("\\./lapse ([^`]*)");
  private static final Pattern ROUTE = Pattern.compile("\\$LEDGER(/api/v1/[^\\s\"`]*)");
  private static final Pattern BLOCK = Pattern.compile("```\\n(.*?)```", Pattern.DOTALL);

  /** Pages by their names, without the index. */
  private static Map<String, String> pages() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        pages.put(file.getFileName().toString().replace(".md", ""), Files.readString(file));
      }
    }
    pages.remove("README");
    return pages;
  }

  private static String index() throws IOException {
    return Files.readString(FOLDER.resolve("README.md"));
  }

  @Test
  void pages_areThoseOfTheViolationsAndOfTheAlerts_eachInTheIndex() throws IOException {
    Set<String> expected = new TreeSet<>();
    Arrays.stream(Violation.values()).map(Violation::runbook).forEach(expected::add);
    AlertRules.alerts().stream()
        .map(AlertRules.Alert::runbook)
        .filter(runbook -> !runbook.isEmpty())
        .forEach(expected::add);

    assertThat(pages().keySet()).isEqualTo(expected);
    assertThat(links(index()).filter(link -> link.matches("[a-z-]+\\.md")))
        .containsAll(expected.stream().map(name -> name + ".md").toList());
  }

  @Test
  void index_hasTheSeverityOfEach() throws IOException {
    String index = index();

    for (Violation violation : Violation.values()) {
      assertThat(index)
          .contains(
              "| [%s](%s.md) | %s | %s |"
                  .formatted(
                      violation, violation.runbook(), violation.severity(), violation.party()));
    }
    Map<String, Set<String>> severities =
        AlertRules.alerts().stream()
            .collect(
                Collectors.groupingBy(
                    alert -> alert.name() + " %s " + alert.runbook(),
                    Collectors.mapping(AlertRules.Alert::severity, Collectors.toSet())));
    severities.forEach(
        (alert, each) -> {
          String[] words = alert.split(" %s ", -1);
          String said = each.stream().sorted().collect(Collectors.joining(", "));
          String page = words[1].isEmpty() ? "that of" : "[" + words[1] + "](";
          assertThat(index).contains("| " + words[0] + " | " + said + " | " + page);
        });
  }

  @Test
  void page_hasTheFrame_andIsShort() throws IOException {
    pages()
        .forEach(
            (name, text) -> {
              List<String> lines = text.lines().toList();

              assertThat(lines).as(name).hasSizeLessThanOrEqualTo(LINES_MAX);
              assertThat(lines.get(0)).as(name).startsWith("# ");
              assertThat(lines.stream().filter(line -> line.startsWith("## ")))
                  .as(name)
                  .containsExactlyElementsOf(FRAME);
              assertThat(text).as(name).doesNotContainPattern("## [^\\n]*\\n+(##|$)");
            });
  }

  @Test
  void pageOfAViolation_saysHowSevereItIs_andWhoMustAnswer() throws IOException {
    Map<String, String> pages = pages();

    for (Violation violation : Violation.values()) {
      List<String> lines = pages.get(violation.runbook()).lines().toList();

      assertThat(lines.get(0)).isEqualTo("# " + violation);
      assertThat(lines.get(2))
          .startsWith(violation.severity().name())
          .contains("For the " + violation.party() + " to answer.");
    }
  }

  @Test
  void pageOfAnAlert_namesIt() throws IOException {
    Map<String, String> pages = pages();

    for (AlertRules.Alert alert : AlertRules.alerts()) {
      boolean isOfViolation =
          alert.runbook().isEmpty()
              || Arrays.stream(Violation.values())
                  .anyMatch(v -> v.runbook().equals(alert.runbook()));
      if (!isOfViolation) {
        assertThat(pages.get(alert.runbook())).contains(alert.name());
      }
    }
  }

  @Test
  void links_leadSomewhere() throws IOException {
    Map<String, String> all = pages();
    all.put("README", index());

    all.forEach(
        (name, text) ->
            links(text)
                .filter(link -> !link.startsWith("https:"))
                .forEach(
                    link -> {
                      String[] parts = link.split("#", 2);
                      Path target = FOLDER.resolve(parts[0].isEmpty() ? name + ".md" : parts[0]);
                      assertThat(target).as(name + ": " + link).exists();
                      assertThat(parts.length == 1 || anchors(target).contains(parts[1]))
                          .as(name + ": " + link)
                          .isTrue();
                    }));
  }

  private static Stream<String> links(String text) {
    return LINK.matcher(text).results().map(link -> link.group(1));
  }

  /** Headings, as they are addressed. */
  private static Set<String> anchors(Path page) {
    try (Stream<String> lines = Files.lines(page)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
          .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void commands_exist_withTheirOptions() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String text : pages().values()) {
      Matcher block = BLOCK.matcher(text);
      while (block.find()) {
        block.group(1).lines().forEach(line -> find(COMMAND, line, commands));
      }
      find(COMMAND, BLOCK.matcher(text).replaceAll("").replaceAll("\\s+", " "), commands);
    }

    assertThat(commands).hasSizeGreaterThan(20);
    commands.forEach(RunbooksTest::assertExists);
  }

  private static void find(Pattern pattern, String text, List<String> found) {
    pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
  }

  /** Asks it for help, of its subcommand where it has one. */
  private static void assertExists(String command) {
    List<String> words = List.of(command.trim().split("\\s+", -1));
    int subcommands =
        Set.of("quarantine", "keys", "topics").contains(words.get(0)) && words.size() > 1 ? 2 : 1;
    List<String> asked = new ArrayList<>(words.subList(0, subcommands));
    asked.add("--help");

    Cli.Result help = Cli.run(asked.toArray());

    assertThat(help.exitCode()).as(command + help.err()).isZero();
    words.stream()
        .filter(word -> word.startsWith("--"))
        .forEach(option -> assertThat(help.out()).as(command).contains(option));
  }

  @Test
  void routes_areThoseOfTheContract() throws IOException {
    String contract;
    try (InputStream openapi = LedgerService.class.getResourceAsStream("http/openapi.yaml")) {
      contract = new String(openapi.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> routes = new ArrayList<>();
    pages().values().forEach(text -> find(ROUTE, text, routes));

    assertThat(routes).hasSizeGreaterThan(20);
    for (String route : routes) {
      String[] parts = route.replaceFirst("/guests/GUEST", "/guests/{guest}").split("\\?", 2);
      assertThat(contract).as(route).contains("\n  " + parts[0] + ":\n");
      for (String parameter : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
        assertThat(contract).as(route).contains("name: " + parameter.replaceFirst("=.*", ""));
      }
    }
  }
}
