package io.lapse.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A page of the documentation, whose fenced blocks a test can execute, and whose sections between
 * {@code <!-- NAME: begin -->} and {@code <!-- NAME: end -->} a test writes.
 */
public final class Page {
  private static final Path DOCS = Path.of("../docs");

  /** Pages as they should be: after a change that is meant, copy them over those. */
  private static final Path REFRESHED = Path.of("target/docs");

  private static final String FENCE = "```";

  private final Path file;
  private final String text;

  /**
   * A fenced block.
   *
   * @param kind what stands after the opening fence, such as {@code text history}
   * @param body its lines, each ended
   */
  public record Block(String kind, String body) {}

  private Page(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Reads a page.
   *
   * @param path in the folder of the documentation
   */
  public static Page read(String path) throws IOException {
    return new Page(Path.of(path), Files.readString(DOCS.resolve(path)));
  }

  /** Fails unless the page is as it should be, and writes it as it should be. */
  public void assertIs(String refreshed) throws IOException {
    Path copy = REFRESHED.resolve(file.getFileName());
    Files.createDirectories(REFRESHED);
    Files.writeString(copy, refreshed);
    assertThat(text).as("docs/%s; as it should be: cli/%s", file, copy).isEqualTo(refreshed);
  }

  /** The page with another content in one section. */
  public String withSection(String name, String content) {
    return withSections(Map.of(name, content));
  }

  /** The page with other contents in some sections, by their names. */
  public String withSections(Map<String, String> contents) {
    String page = text;
    for (Map.Entry<String, String> section : contents.entrySet()) {
      String begin = "<!-- " + section.getKey() + ": begin -->\n";
      String end = "<!-- " + section.getKey() + ": end -->\n";
      assertThat(page).contains(begin, end);
      page =
          page.substring(0, page.indexOf(begin) + begin.length())
              + section.getValue()
              + page.substring(page.indexOf(end));
    }
    return page;
  }

  /** The body of the only block of a kind. */
  public String block(String kind) {
    List<String> found = new ArrayList<>();
    with(
        block -> {
          if (block.kind().equals(kind)) {
            found.add(block.body());
          }
          return block.body();
        });
    assertThat(found).as(kind).hasSize(1);
    return found.get(0);
  }

  /** The page with another body in each block, to go on with. */
  public Page executed(Function<Block, String> body) {
    return new Page(file, with(body));
  }

  /** The page with another body in each block, from the first to the last. */
  String with(Function<Block, String> body) {
    StringBuilder page = new StringBuilder();
    StringBuilder block = new StringBuilder();
    String kind = null;
    for (String line : text.lines().toList()) {
      if (!line.startsWith(FENCE)) {
        (kind == null ? page : block).append(line).append('\n');
        continue;
      }
      if (kind == null) {
        kind = line.substring(FENCE.length());
      } else {
        page.append(body.apply(new Block(kind, block.toString())));
        block.setLength(0);
        kind = null;
      }
      page.append(line).append('\n');
    }
    if (kind != null) {
      throw new IllegalStateException("the block is not closed: " + kind);
    }
    return page.toString();
  }
}
