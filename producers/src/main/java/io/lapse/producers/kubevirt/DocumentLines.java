package io.lapse.producers.kubevirt;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.ReaderMemory;
import java.util.function.Consumer;

/**
 * From lines to documents.
 *
 * <pre>
 *   BETWEEN --"{"--> JSON --closed-------------------------> BETWEEN
 *           --else-> YAML --"---", "...", second apiVersion-> BETWEEN
 *   JSON, YAML --too long, not UTF-8--> SKIPPING --next beginning--> BETWEEN
 * </pre>
 *
 * <p>A brace in the first column begins an object wherever it stands: what was open then was cut
 * off. So no damage costs more than its own document.
 */
final class DocumentLines {
  private static final String FIRST_KEY = "apiVersion:";

  private final String path;
  private final int charsMax;
  private final Consumer<Document> documents;
  private final Consumer<Problem> problems;

  private State state = State.BETWEEN;
  private StringBuilder text = new StringBuilder();
  private JsonDepth depth = new JsonDepth();
  private long firstLine;
  private long lastLine;
  private boolean hasFirstKey;

  private enum State {
    BETWEEN,
    JSON,
    YAML,
    SKIPPING
  }

  /**
   * Lines of which nothing is known yet.
   *
   * @param charsMax a document that is longer is refused
   */
  DocumentLines(
      String path, int charsMax, Consumer<Document> documents, Consumer<Problem> problems) {
    this.path = path;
    this.charsMax = charsMax;
    this.documents = documents;
    this.problems = problems;
  }

  /** Takes the next line that is not blank. */
  void take(Line line) throws MalformedException {
    take(line.where().line(), textOf(line));
  }

  /** A line that cannot be read spoils the document that it is in. */
  private String textOf(Line line) throws MalformedException {
    try {
      return line.text();
    } catch (MalformedException e) {
      if (state != State.BETWEEN) {
        skip();
      }
      throw e;
    }
  }

  private void take(long number, String line) {
    if (isMark(line, "---")) {
      end();
      if (!isNothing(line.substring(3))) {
        begin(State.YAML, number);
        append(number, line);
      }
    } else if (isMark(line, "...")) {
      end();
    } else {
      if (beginsAnother(line)) {
        end();
      }
      takeContent(number, line);
    }
  }

  private boolean beginsAnother(String line) {
    return line.startsWith("{")
        || (line.startsWith(FIRST_KEY) && (hasFirstKey || state == State.SKIPPING));
  }

  private void takeContent(long number, String line) {
    switch (state) {
      case BETWEEN -> {
        if (!isNothing(line)) {
          boolean isJson = line.stripLeading().startsWith("{");
          begin(isJson ? State.JSON : State.YAML, number);
          takeContent(number, line);
        }
      }
      case JSON -> takeJson(number, line);
      case YAML -> {
        hasFirstKey |= line.startsWith(FIRST_KEY);
        append(number, line);
      }
      case SKIPPING -> {
        // Until the next one begins.
      }
    }
  }

  /** There may be several in one line. */
  private void takeJson(long number, String line) {
    int from = 0;
    while (from < line.length()) {
      int end = depth.endIn(line, from);
      append(number, line.substring(from, end < 0 ? line.length() : end));
      if (end < 0) {
        return;
      }
      end();
      from = nextContent(line, end);
      if (from < line.length() && line.charAt(from) != '{') {
        String found = MalformedException.excerpt(line.substring(from));
        problems.accept(
            Problem.refused(
                new Location(path, number), "expected the next object, found: " + found));
        return;
      }
      if (from < line.length()) {
        begin(State.JSON, number);
      }
    }
  }

  private static int nextContent(String line, int from) {
    int next = from;
    while (next < line.length() && Character.isWhitespace(line.charAt(next))) {
      next++;
    }
    return next;
  }

  /** Keeps the blank lines that nobody handed over: they count in messages, and in long texts. */
  private void append(long number, String line) {
    long ends = text.isEmpty() ? 0 : Math.max(1, number - lastLine);
    if (ends + text.length() + line.length() > charsMax) {
      String message = "the document is longer than " + charsMax + " characters: expected ";
      problems.accept(
          Problem.refused(
              new Location(path, firstLine), message + "one object, or a list that is shorter"));
      skip();
      return;
    }
    text.append("\n".repeat((int) ends)).append(line);
    lastLine = number;
  }

  private void begin(State next, long number) {
    state = next;
    firstLine = number;
    text = new StringBuilder();
    depth = new JsonDepth();
    hasFirstKey = false;
  }

  private void skip() {
    begin(State.SKIPPING, 0);
  }

  /** No line follows that belongs to the document: it is handed over. */
  void end() {
    State ended = state;
    String whole = text.toString();
    long began = firstLine;
    begin(State.BETWEEN, 0);
    if (ended == State.JSON || ended == State.YAML) {
      documents.accept(new Document(new Location(path, began), whole, ended == State.JSON));
    }
  }

  /** Whether the line is a mark of YAML between documents; none can stand within one. */
  private static boolean isMark(String line, String mark) {
    return line.startsWith(mark)
        && (line.length() == mark.length() || Character.isWhitespace(line.charAt(mark.length())));
  }

  private static boolean isNothing(String line) {
    String content = line.stripLeading();
    return content.isEmpty() || content.startsWith("#");
  }

  ReaderMemory memory() {
    ReaderMemory memory = ReaderMemory.empty().put("state", state.name());
    return state == State.BETWEEN || state == State.SKIPPING
        ? memory
        : memory.put("first", firstLine).put("last", lastLine).put("text", text.toString());
  }

  void remember(ReaderMemory memory) {
    begin(State.valueOf(memory.text("state")), 0);
    if (memory.has("text")) {
      firstLine = memory.number("first");
      lastLine = memory.number("last");
      text.append(memory.text("text"));
      text.toString().lines().forEach(this::pass);
    }
  }

  /** A line of a document that is open still. */
  private void pass(String line) {
    hasFirstKey |= line.startsWith(FIRST_KEY);
    depth.endIn(line, 0);
  }
}
