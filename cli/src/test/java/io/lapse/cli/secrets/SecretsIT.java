package io.lapse.cli.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is secret is in no log and in no message, however much is logged. */
class SecretsIT {
  private static final String PASSWORD = "correct-horse-battery-staple";
  private static final String OTHER_PASSWORD = "tr0ub4dor-and-three";
  private static final String TOKEN = "0123456789-secret-token-0123456789-0123456789";
  private static final List<String> SECRETS =
      List.of(PASSWORD, OTHER_PASSWORD, TOKEN, "secret-of-a-plug-in");

  @TempDir private Path folder;
  private String settings;

  @BeforeEach
  void write() throws Exception {
    Path secrets = folder.resolve("secrets.properties");
    Files.writeString(secrets, "password=" + PASSWORD + "\n");
    Path tokens = Files.writeString(folder.resolve("tokens"), TOKEN + "\n");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    settings =
        """
        bootstrap.servers=127.0.0.1:1
        default.api.timeout.ms=1500
        request.timeout.ms=1000
        max.block.ms=1500
        security.protocol=SASL_PLAINTEXT
        sasl.mechanism=SCRAM-SHA-512
        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
        username="ledger" password="${file:%s:password}";
        ssl.truststore.password=%s
        company.plugin.password=secret-of-a-plug-in
        http.port=0
        http.tokens.file=%s
        config.providers=file
        config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
        """
            .formatted(secrets, OTHER_PASSWORD, tokens);
  }

  @Test
  void ledger_logsNone() throws Exception {
    String log = logOf("streams", "--properties", file(settings));

    assertThat(log).contains("127.0.0.1:1", "[hidden]");
    assertNoSecretIn(log);
  }

  @Test
  void guestConsumer_logsNone() throws Exception {
    String log = logOf("guest", "--properties", file(settings));

    assertThat(log).contains("127.0.0.1:1", "[hidden]");
    assertNoSecretIn(log);
  }

  @Test
  void commands_takeProviders_andLogNone() throws Exception {
    String log =
        logOf(
            "topics",
            "check",
            "--bootstrap-server",
            "127.0.0.1:1",
            "--command-config",
            file(settings));

    assertThat(log).contains("127.0.0.1:1", "[hidden]");
    assertNoSecretIn(log);
  }

  @Test
  void mistakes_areTold_withoutTheSecretsBesideThem() throws Exception {
    Map<String, String> mistakes =
        Map.of(
            "sasl.mechanism=SCRAM-SHA-512", "sasl.mechanism=NONSENSE",
            "ScramLoginModule required", "NoSuchModule required",
            "username=", "user name ",
            ":password}", ":no-such-key}",
            "http.tokens.file=",
                "http.tls.key.password=" + PASSWORD + "\nhttp.tls.truststore.location=");
    for (Map.Entry<String, String> mistake : mistakes.entrySet()) {
      String file = file(settings.replace(mistake.getKey(), mistake.getValue()));

      for (String command : List.of("streams", "guest")) {
        Cli.Result result = Cli.run(command, "--properties", file);

        assertThat(result.exitCode()).as(mistake.getValue()).isNotZero();
        assertNoSecretIn(result.out() + result.err());
      }
    }
  }

  private static void assertNoSecretIn(String text) {
    for (String secret : SECRETS) {
      assertThat(text.contains(secret)).as("it holds " + secret).isFalse();
    }
  }

  private String file(String content) throws Exception {
    return Files.writeString(folder.resolve("settings.properties"), content).toString();
  }

  /** Of a process of its own, in which everything is logged. */
  private String logOf(String... arguments) throws Exception {
    Path logging =
        Files.writeString(
            folder.resolve("log4j2.properties"),
            """
            rootLogger.level=trace
            rootLogger.appenderRef.console.ref=console
            appender.console.type=Console
            appender.console.name=console
            appender.console.layout.type=PatternLayout
            appender.console.layout.pattern=%p %c %m %X%n%throwable
            """);
    Path log = folder.resolve("log");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx256m", "-Dlog4j2.configurationFile=" + logging));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.lapse.cli.Lapse"));
    line.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
      assertThat(process.exitValue()).isNotZero();
      return Files.readString(log);
    } finally {
      process.destroyForcibly();
    }
  }
}
