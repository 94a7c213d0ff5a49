package io.lapse.benchmarks.streams;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, whose processor time and memory can be told from others'. */
@SuppressWarnings("try") // Whoever closes it waits for the process.
public final class ChildProcess implements AutoCloseable {
  private static final int STOP_SECONDS_MAX = 60;

  /** Fields of {@code /proc/PID/stat} after the name in parentheses; proc(5). */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  /** USER_HZ: what {@code /proc} counts in on every architecture that runs Java. */
  private static final double TICKS_PER_SECOND = 100;

  private static final long KILO = 1_024;

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it, with the class path of this JVM.
   *
   * @param log where what it complains of goes
   */
  public static ChildProcess start(
      Path log, List<String> options, Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ChildProcess(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  /** The first line that it prints. */
  public String firstLine() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (line == null) {
      throw new IOException("the process must say where it listens, and ended");
    }
    return line;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it has used of the processors so far, in seconds. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
        / TICKS_PER_SECOND;
  }

  /** What it holds of the machine's memory, in bytes. */
  public long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * KILO;
      }
    }
    throw new IOException("expected VmRSS of process " + process.pid());
  }

  /** Ends its input, which tells it to stop, and waits until it has. */
  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the process must end within " + STOP_SECONDS_MAX + " s");
    }
  }
}
