package io.lapse.producers.kubevirt;

/** How many braces and brackets of a JSON text are open. */
final class JsonDepth {
  private int open;

  /**
   * Goes on with a line, or with the rest of one. No text goes on from one line to the next.
   *
   * @return behind the bracket that closes the outermost one; -1 if it is not in this line
   */
  int endIn(String line, int from) {
    boolean inText = false;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (inText && c == '\\') {
        i++;
      } else if (c == '"') {
        inText = !inText;
      } else if (!inText && (c == '{' || c == '[')) {
        open++;
      } else if (!inText && (c == '}' || c == ']')) {
        open--;
        if (open <= 0) {
          return i + 1;
        }
      }
    }
    return -1;
  }
}
