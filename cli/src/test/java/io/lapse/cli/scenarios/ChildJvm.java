package io.lapse.cli.scenarios;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A part of Lapse in a JVM of its own, so that it can be killed. */
final class ChildJvm implements AutoCloseable {
  private static final int KILL_SECONDS_MAX = 30;
  private static final int TERMINATE_SECONDS_MAX = 60;

  private final Process process;

  private ChildJvm(Process process) {
    this.process = process;
  }

  /**
   * Starts it, with the class path of this JVM.
   *
   * @param log what it prints is appended there
   */
  static ChildJvm start(Path log, List<String> options, String main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return new ChildJvm(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  long pid() {
    return process.pid();
  }

  /**
   * SIGTERM; returns when it is gone.
   *
   * @return its exit code
   */
  int terminate() {
    process.destroy();
    try {
      return process.onExit().get(TERMINATE_SECONDS_MAX, TimeUnit.SECONDS).exitValue();
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the process must end: " + process.pid(), e);
    }
  }

  /** SIGKILL; returns when it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.onExit().get(KILL_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the process must be gone: " + process.pid(), e);
    }
  }
}
