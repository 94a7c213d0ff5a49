package io.lapse.cli.container;

import io.lapse.cli.machine.Docker;
import io.lapse.cli.machine.FreePort;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What {@code docker/compose.yaml} says, with secrets, ports and volumes of its own. */
final class Deployment implements AutoCloseable {
  private static final int MINUTES_MAX = 8;

  private final Path folder;
  private final Path secrets;
  private final String project =
      "lapse-test-" + Long.toHexString(RandomGenerator.getDefault().nextLong());
  private final Map<String, String> environment = new HashMap<>();

  /** What a command did. */
  record Result(int exitCode, String printed) {}

  /**
   * Makes the secrets; starts nothing.
   *
   * @param folder for the secrets, and for what commands print
   */
  Deployment(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    secrets = folder.resolve("secrets");
    environment.put("COMPOSE_PROJECT_NAME", project);
    environment.put("LAPSE_SECRETS", secrets.toString());
    for (String port :
        List.of("K1", "K2", "K3", "LEDGER_1", "LEDGER_2", "GUEST", "PROMETHEUS", "ALERTMANAGER")) {
      environment.put("LAPSE_PORT_" + port, Integer.toString(FreePort.any()));
    }
    makeSecrets();
  }

  private void makeSecrets(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Docker.folder().resolve("make-secrets").toString());
    command.addAll(List.of(arguments));
    run(command, true);
  }

  /** Starts what is named, or all of it; returns when those it waits for are healthy or done. */
  void up(String... services) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("up", "-d"));
    words.addAll(List.of(services));
    compose(words.toArray(String[]::new));
  }

  /** Stops and removes the containers; volumes stay. */
  void down() throws IOException, InterruptedException {
    compose("down");
  }

  /**
   * Runs a compose command.
   *
   * @throws IllegalStateException if it fails, with what it printed
   */
  String compose(String... words) throws IOException, InterruptedException {
    return run(composeCommand(words), true).printed();
  }

  /** Runs a compose command that may fail. */
  Result tryCompose(String... words) throws IOException, InterruptedException {
    return run(composeCommand(words), false);
  }

  private static List<String> composeCommand(String... words) {
    List<String> command = new ArrayList<>(Docker.compose());
    command.addAll(List.of("-f", Docker.folder().resolve("compose.yaml").toString()));
    command.addAll(List.of(words));
    return command;
  }

  private Result run(List<String> command, boolean mustSucceed)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "printed", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException(
          command + " takes longer than " + MINUTES_MAX + " min:\n" + Files.readString(output));
    }
    Result result = new Result(process.exitValue(), Files.readString(output));
    if (mustSucceed && result.exitCode() != 0) {
      throw new IllegalStateException(
          command + " ended with " + result.exitCode() + ":\n" + result.printed() + logs());
    }
    return result;
  }

  private String logs() throws IOException, InterruptedException {
    return run(composeCommand("logs", "--no-color", "--tail=30"), false).printed();
  }

  /** Makes a user with a role, as an operator would. */
  void addUser(String user, String role) throws IOException, InterruptedException {
    makeSecrets("add", user);
    compose("run", "--rm", "--no-deps", "setup", user, role);
  }

  /** All brokers, from this machine. */
  String bootstrapServers() {
    return Stream.of("K1", "K2", "K3")
        .map(broker -> "localhost:" + environment.get("LAPSE_PORT_" + broker))
        .reduce((one, other) -> one + "," + other)
        .orElseThrow();
  }

  /** How a user logs in from this machine: the file that {@code make-secrets} made. */
  Path login(String user) {
    return secrets.resolve(user).resolve("login.properties");
  }

  /** The same for Kafka's clients. */
  Map<String, Object> client(String user) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(login(user))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Object> client = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> client.put(key, properties.getProperty(key)));
    client.put("bootstrap.servers", bootstrapServers());
    return client;
  }

  /** All passwords, and all tokens. */
  List<String> secrets() throws IOException {
    List<String> passwords = new ArrayList<>();
    for (String service : List.of("ledger", "guest-consumer")) {
      passwords.addAll(Files.readAllLines(secrets.resolve(service).resolve("tokens")));
    }
    try (Stream<Path> folders = Files.list(secrets)) {
      for (Path password : folders.map(each -> each.resolve("password")).toList()) {
        if (Files.exists(password)) {
          passwords.add(Files.readString(password));
        }
      }
    }
    return passwords;
  }

  /** What the ledger's HTTP asks for. */
  String token() throws IOException {
    return Files.readAllLines(secrets.resolve("ledger/tokens")).get(0);
  }

  /** The base of an instance's routes, from this machine. */
  String http(int instance) {
    return "http://127.0.0.1:" + environment.get("LAPSE_PORT_LEDGER_" + instance);
  }

  /** The base of what Prometheus answers, from this machine. */
  String prometheus() {
    return "http://127.0.0.1:" + environment.get("LAPSE_PORT_PROMETHEUS");
  }

  /** What a service has printed. */
  String log(String service) throws IOException, InterruptedException {
    return compose("logs", "--no-color", service);
  }

  /** What all three brokers have printed. */
  String brokerLogs() throws IOException, InterruptedException {
    return compose("logs", "--no-color", "k1", "k2", "k3");
  }

  /** What anybody on this machine may see of the containers: their processes and settings. */
  String visible() throws IOException, InterruptedException {
    StringBuilder visible = new StringBuilder(compose("top"));
    for (String container : compose("ps", "-q").lines().toList()) {
      visible.append(run(List.of("docker", "inspect", container), true).printed());
    }
    return visible.toString();
  }

  @Override
  public void close() throws IOException {
    try {
      Files.writeString(
          Files.createDirectories(Path.of("target/deployment")).resolve("logs.txt"),
          run(composeCommand("logs", "--no-color"), false).printed());
      run(composeCommand("down", "-v", "--remove-orphans"), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before " + project + " was down", e);
    }
  }
}
