package io.lapse.cli.scenarios;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A part of Lapse in a JVM of its own, so that it can be killed. */
public final class ChildJvm implements AutoCloseable {
  private static final int END_SECONDS_MAX = 60;

  private final Process process;

  private ChildJvm(Process process) {
    this.process = process;
  }

  /**
   * Starts it, with the class path of this JVM.
   *
   * @param log what it prints is appended there
   */
  public static ChildJvm start(Path log, List<String> options, String main, String... arguments)
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

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits until it has ended by itself.
   *
   * @return its exit code; empty if it is still there after that long
   */
  public OptionalInt end(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /**
   * SIGTERM; returns when it is gone.
   *
   * @return its exit code
   */
  public int stop() {
    process.destroy();
    awaitEnd();
    return process.exitValue();
  }

  /** SIGKILL; returns when it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      process.onExit().get(END_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the process must be gone: " + process.pid(), e);
    }
  }
}
