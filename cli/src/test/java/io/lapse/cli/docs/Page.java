package io.lapse.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A page of the documentation, whose fenced blocks a test can execute. */
final class Page {
  private static final String FENCE = "```";

  private final String text;

  /**
   * A fenced block.
   *
   * @param kind what stands after the opening fence, such as {@code text history}
   * @param body its lines, each ended
   */
  record Block(String kind, String body) {}

  private Page(String text) {
    this.text = text;
  }

  static Page read(Path file) throws IOException {
    return new Page(Files.readString(file));
  }

  String text() {
    return text;
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
