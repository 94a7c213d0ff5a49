package io.lapse.cli.faults;

import io.lapse.cli.scenarios.ChildJvm;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** An instance of the application, in a JVM of its own; it can be started again and again. */
final class Instance implements AutoCloseable {
  private final Path file;
  private final Path log;
  private final Path state;
  private ChildJvm process;

  /**
   * Starts it.
   *
   * @param logs the folder of its properties and of what it prints
   * @param state its state directory
   */
  Instance(Path logs, String name, Path state, Properties properties) throws IOException {
    this.file = logs.resolve(name + ".properties");
    this.log = logs.resolve(name + ".log");
    this.state = state;
    Files.deleteIfExists(log);
    write(properties);
    process = launch();
  }

  private void write(Properties properties) throws IOException {
    Properties all = new Properties();
    all.putAll(properties);
    all.put("state.dir", state.toString());
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      all.store(writer, null);
    }
  }

  private ChildJvm launch() throws IOException {
    return ChildJvm.start(log, List.of("-Xmx256m"), "io.lapse.streamsapp.Main", file.toString());
  }

  /** SIGKILL; returns when it is gone. */
  void kill() {
    process.close();
  }

  /** SIGTERM; returns when it has closed and is gone. */
  void stop() {
    process.stop();
  }

  /** Starts it again: it must be gone. */
  void restart() throws IOException {
    if (process.isAlive()) {
      throw new IllegalStateException("the instance must be gone: " + process.pid());
    }
    process = launch();
  }

  /** Starts it again with other properties: an upgrade. It must be gone. */
  void restart(Properties other) throws IOException {
    write(other);
    restart();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path state() {
    return state;
  }

  /** What it has printed so far, in all its lives. */
  String printed() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new IllegalStateException("its log must be readable: " + log, e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
