package io.lapse.cli.qemu;

import io.lapse.cli.machine.QemuCommand;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A QEMU process whose guest has firmware only, which runs all the same. It has two monitors: one
 * for who drives it, one for who reads it.
 */
final class Qemu implements AutoCloseable {
  private static final int END_SECONDS_MAX = 30;

  private final Process process;
  private final Path readSocket;
  private final QmpDriver driver;

  private Qemu(Process process, Path readSocket, QmpDriver driver) {
    this.process = process;
    this.readSocket = readSocket;
    this.driver = driver;
  }

  /**
   * Starts one, and returns when it answers.
   *
   * @param name of its sockets in {@code folder}; another process may have had it before
   * @param more what it is told beside that, as in {@code -incoming}
   */
  static Qemu start(Path folder, String name, String... more) throws IOException {
    Path readSocket = folder.resolve(name + ".sock");
    Path driveSocket = folder.resolve(name + "-drive.sock");
    List<String> command = new ArrayList<>();
    command.add(QemuCommand.WORD);
    command.addAll(List.of("-machine", "q35", "-accel", "tcg", "-m", "64"));
    command.addAll(List.of("-nodefaults", "-display", "none"));
    command.addAll(List.of("-qmp", "unix:" + readSocket + ",server=on,wait=off"));
    command.addAll(List.of("-qmp", "unix:" + driveSocket + ",server=on,wait=off"));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
            .start();
    QmpDriver driver = QmpDriver.connect(UnixDomainSocketAddress.of(driveSocket), process);
    return new Qemu(process, readSocket, driver);
  }

  /** The socket for who reads it. */
  Path readSocket() {
    return readSocket;
  }

  QmpDriver driver() {
    return driver;
  }

  /** SIGSTOP: it is there, and does nothing. */
  void freeze() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new AssertionError("QEMU goes on for more than " + END_SECONDS_MAX + " s");
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    driver.close();
  }
}
