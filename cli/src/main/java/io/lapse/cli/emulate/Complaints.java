package io.lapse.cli.emulate;

import java.util.function.Consumer;

/** What is wrong with a file; each complaint names the line and the JSON path. */
final class Complaints {
  private final String file;
  private final Consumer<String> messages;
  private int count;

  /**
   * @param file how it is called in the messages
   * @param messages takes each complaint at once: there may be as many as there are values
   */
  Complaints(String file, Consumer<String> messages) {
    this.file = file;
    this.messages = messages;
  }

  /** Something is wrong at {@code path}, on that line of the file. */
  void add(int line, String path, String message) {
    count++;
    messages.accept(file + ":" + line + ": " + path + ": " + message);
  }

  /** The text itself is wrong, on that line of the file. */
  void add(int line, String message) {
    count++;
    messages.accept(file + ":" + line + ": " + message);
  }

  int count() {
    return count;
  }
}
