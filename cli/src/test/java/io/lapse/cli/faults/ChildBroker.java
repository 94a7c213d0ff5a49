package io.lapse.cli.faults;

import io.lapse.cli.machine.FreePort;
import io.lapse.cli.scenarios.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** A broker in a JVM of its own: killed, it goes on where it was, at the same address. */
final class ChildBroker implements Brokers, AutoCloseable {
  private static final int ANSWER_MILLIS = 60_000;
  private static final String LOGGING =
      "-Dlog4j2.configurationFile=classpath:io/lapse/cli/broker/log4j2.properties";

  private final Path folder;
  private final Path log;
  private final int brokerPort = FreePort.any();
  private final int controllerPort = FreePort.any();
  private final Admin admin;
  private ChildJvm process;

  /**
   * Starts it.
   *
   * @param folder where its data go
   * @param log what it prints is appended there
   */
  ChildBroker(Path folder, Path log) throws IOException, InterruptedException {
    this.folder = folder;
    this.log = log;
    process = launch();
    admin =
        Admin.create(Map.of("bootstrap.servers", bootstrapServers(), "request.timeout.ms", 5_000));
    awaitAnswer();
  }

  private ChildJvm launch() throws IOException {
    return ChildJvm.start(
        log,
        List.of("-Xmx384m", LOGGING),
        "io.lapse.cli.broker.BrokerMain",
        folder.toString(),
        Integer.toString(brokerPort),
        Integer.toString(controllerPort));
  }

  private void awaitAnswer() throws InterruptedException {
    try {
      admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS)).nodes().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker must answer; it printed to " + log, e);
    }
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + brokerPort;
  }

  @Override
  public Admin admin() {
    return admin;
  }

  @Override
  public short replicas() {
    return 1;
  }

  /** SIGKILL; returns when it is gone. */
  void kill() {
    process.close();
  }

  /** Starts it again with the data that it left. */
  void restart() throws IOException, InterruptedException {
    process = launch();
    awaitAnswer();
  }

  /**
   * Whether it says that it has passed over the end of a transaction of an application
   * (KAFKA-20734): in some partition that end, committed or aborted, is missing for good.
   */
  boolean hasPassedOverAnEnd(String application) throws IOException {
    return Files.readAllLines(log).stream()
        .anyMatch(
            line ->
                line.contains("transaction markers for " + application + "-")
                    && line.contains("can be skipped"));
  }

  @Override
  public void close() {
    admin.close();
    process.close();
  }
}
