package io.lapse.cli.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import io.lapse.cli.machine.Docker;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The compose file as an operator starts it: it keeps the books, and lets nobody else in. */
@Needs(Machine.DEPLOYMENT)
@TestMethodOrder(OrderAnnotation.class)
class DeploymentIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final String GUEST = "c-live6";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static Deployment deployment;
  private static List<String> expected;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    Cli.run(
        "replay",
        "--manifest",
        Cli.manifest("C_live6"),
        "--reactions",
        "emulated",
        "--out",
        folder.resolve("replayed"));
    expected = Files.readAllLines(folder.resolve("replayed/ledger.jsonl"));
    deployment = new Deployment(folder);
    deployment.up();
  }

  @AfterAll
  static void stop() throws Exception {
    if (deployment != null) {
      deployment.close();
    }
  }

  /** The answer of an instance; null if it gives none yet. */
  private JsonNode ask(int instance) throws InterruptedException {
    try {
      HttpResponse<String> response = ask(instance, "Bearer " + deployment.token());
      return response.statusCode() == 200 ? JSON.readTree(response.body()) : null;
    } catch (IOException e) {
      return null; // It starts.
    }
  }

  private HttpResponse<String> ask(int instance, String authorization)
      throws IOException, InterruptedException {
    URI uri = URI.create(deployment.http(instance) + "/api/v1/guests/" + GUEST + "/ledger");
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static List<String> entries(JsonNode answer) {
    List<String> entries = new ArrayList<>();
    if (answer != null) {
      answer.get("entries").forEach(entry -> entries.add(entry.toString()));
    }
    return entries;
  }

  /** Asks both instances until both answer with the books of a replay. */
  private List<JsonNode> awaitBooks() throws Exception {
    List<JsonNode> answers = List.of();
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() - deadlineNanos < 0) {
      answers = new ArrayList<>();
      answers.add(ask(1));
      answers.add(ask(2));
      if (answers.stream().allMatch(answer -> entries(answer).equals(expected))) {
        return answers;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError(
        "expected the books of a replay: " + answers + deployment.log("ledger-1"));
  }

  @Test
  @Order(1)
  void books_askedOfTheInstanceThatDoesNotOwnTheGuest_areThoseOfAReplay() throws Exception {
    List<JsonNode> answers = awaitBooks();

    assertThat(answers)
        .extracting(answer -> answer.get("source").get("instance").asText())
        .as("both name the one owner, so one of them has passed the question on")
        .allMatch(List.of("ledger-1:8080", "ledger-2:8080")::contains)
        .matches(owners -> owners.get(0).equals(owners.get(1)));
    assertThat(deployment.brokerLogs()).doesNotContain("is Denied operation");
  }

  @Test
  @Order(2)
  void operator_seesAClusterAsItShouldBe() {
    Cli.Result checked =
        Cli.run(
            "topics",
            "check",
            "--bootstrap-server",
            deployment.bootstrapServers(),
            "--command-config",
            deployment.login("operator"));

    assertThat(checked.out()).contains("0 warnings, 0 failures");
    assertThat(checked.exitCode()).isZero();
  }

  @Test
  @Order(3)
  void secrets_areSeenNeitherInProcessesNorInLogs() throws Exception {
    String seen = deployment.visible() + deployment.compose("logs", "--no-color");

    assertThat(deployment.secrets()).hasSizeGreaterThanOrEqualTo(9);
    assertThat(deployment.secrets()).noneMatch(seen::contains);
    assertThat(seen).contains("io.lapse.streamsapp.Main").doesNotContain("PRIVATE KEY");
  }

  /** Asks who the cluster is: the first that anybody does. */
  private static void knock(Map<String, Object> client) throws Exception {
    client.put("default.api.timeout.ms", 20_000);
    client.put("request.timeout.ms", 10_000);
    try (Admin admin = Admin.create(client)) {
      admin.describeCluster().clusterId().get();
    }
  }

  @Test
  @Order(4)
  void client_thatKnowsAnotherAuthority_doesNotTalkToTheBrokers() throws Exception {
    Map<String, Object> client = deployment.client("operator");
    client.put("ssl.truststore.location", foreignIdentity().resolve("ca.pem").toString());

    assertThatThrownBy(() -> knock(client))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(SslAuthenticationException.class)
        .hasStackTraceContaining("PKIX path");
    assertThat(deployment.brokerLogs()).contains("(SSL handshake failed)");
  }

  /** The authority and an administrator of another deployment. */
  private static Path foreignIdentity() throws Exception {
    Path foreign = folder.resolve("foreign");
    if (!Files.exists(foreign)) {
      ProcessBuilder maker =
          new ProcessBuilder(Docker.folder().resolve("make-secrets").toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      maker.environment().put("LAPSE_SECRETS", foreign.toString());
      Process process = maker.start();
      assertThat(process.waitFor()).isZero();
    }
    return foreign.resolve("admin");
  }

  @Test
  @Order(5)
  void administrator_ofAnotherAuthority_isNotOne() throws Exception {
    Deployment.Result tried =
        deployment.tryCompose(
            "run",
            "--rm",
            "--no-deps",
            "-v",
            foreignIdentity().resolve("identity.pem") + ":/run/lapse/identity.pem:ro",
            "--entrypoint",
            "/opt/kafka/bin/kafka-topics.sh",
            "setup",
            "--bootstrap-server",
            "k1:9093",
            "--command-config",
            "/etc/lapse/admin.properties",
            "--list");

    assertThat(tried.exitCode()).isNotZero();
    assertThat(tried.printed()).contains("SslAuthenticationException");
  }

  @Test
  @Order(6)
  void user_withAWrongPassword_isRefused() {
    Map<String, Object> client = deployment.client("operator");
    String login = client.get("sasl.jaas.config").toString();
    client.put("sasl.jaas.config", login.replaceFirst("password=\".", "password=\"x"));

    assertThatThrownBy(() -> knock(client))
        .hasCauseInstanceOf(SaslAuthenticationException.class)
        .hasMessageContaining("invalid credentials with SASL mechanism SCRAM-SHA-512");
    assertThat(login).isNotEqualTo(client.get("sasl.jaas.config"));
  }

  private static void write(String user, String topic) throws Exception {
    Map<String, Object> client = deployment.client(user);
    client.put("max.block.ms", 30_000);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {2})).get();
    }
  }

  private static int read(String user, String topic) {
    Map<String, Object> client = deployment.client(user);
    client.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList());
      return consumer.poll(TIMEOUT).count();
    }
  }

  @Test
  @Order(7)
  void host_writesHostEventsAndNothingElse_andReadsNothing() throws Exception {
    deployment.addUser("host-a", "host");

    // Not an event: the ledger puts it into quarantine. That it arrives is what counts here.
    write("host-a", "lapse.host-events");
    for (String topic :
        List.of("lapse.guest-notices", "lapse.ledger", "lapse.guest-events", "lapse.policies")) {
      assertThatThrownBy(() -> write("host-a", topic))
          .as(topic)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TopicAuthorizationException.class)
          .hasMessageContaining("Not authorized to access topics: [" + topic + "]");
    }
    assertThatThrownBy(() -> read("host-a", "lapse.host-events"))
        .isInstanceOf(TopicAuthorizationException.class);
    assertThat(deployment.brokerLogs())
        .containsPattern(
            "Principal = User:host-a is Denied operation = (WRITE|DESCRIBE) .*lapse.guest-notices");
  }

  @Test
  @Order(8)
  void guest_readsNoticesAndNothingElse_andWritesOnlyWhatGuestsSay() throws Exception {
    deployment.addUser("guest-a", "guest");

    // The recorded guest's notice is in one of the partitions.
    assertThat(read("guest-a", "lapse.guest-notices")).isPositive();
    for (String topic : List.of("lapse.ledger", "lapse.host-events", "lapse.guest-events")) {
      assertThatThrownBy(() -> read("guest-a", topic))
          .as(topic)
          .isInstanceOf(TopicAuthorizationException.class);
    }
    for (String topic : List.of("lapse.guest-notices", "lapse.host-events")) {
      assertThatThrownBy(() -> write("guest-a", topic))
          .as(topic)
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
    assertThatThrownBy(() -> joinTheLedger("guest-a"))
        .isInstanceOf(GroupAuthorizationException.class);
  }

  private static void joinTheLedger(String user) {
    Map<String, Object> client = deployment.client(user);
    client.put("group.id", "lapse-ledger");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("lapse.guest-notices"));
      consumer.poll(TIMEOUT);
    }
  }

  @Test
  @Order(9)
  void books_areShownToNobodyWithoutTheToken() throws Exception {
    for (String authorization : List.of("", "Bearer " + "0".repeat(64), "Basic bGFwc2U6bGFwc2U=")) {
      HttpResponse<String> refused = ask(1, authorization);

      assertThat(refused.statusCode()).as(authorization).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      assertThat(refused.body()).doesNotContain(GUEST);
    }
  }

  /** Whoever may write host events is a host; which host he is, his signature says. */
  @Test
  @Order(10)
  void host_withoutTheKeyOfAnother_doesNotSpeakForIt() throws Exception {
    Cli.Result published =
        Cli.run(
            "publish",
            "--bootstrap-server",
            deployment.bootstrapServers(),
            "--command-config",
            deployment.login("host-a"),
            "--manifest",
            Cli.manifest("A_stop005"));
    assertThat(published.exitCode()).as(published.err()).isZero();

    Cli.Result quarantined = awaitQuarantined("UNSIGNED");

    assertThat(quarantined.out()).contains("lapse.host-events");
    assertThat(awaitBooks()).hasSize(2);
  }

  private static Cli.Result awaitQuarantined(String reason) throws InterruptedException {
    Cli.Result found;
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    do {
      found =
          Cli.run(
              "quarantine",
              "list",
              "--reason",
              reason,
              "--bootstrap-server",
              deployment.bootstrapServers(),
              "--command-config",
              deployment.login("operator"));
    } while (!found.out().contains(reason) && System.nanoTime() - deadlineNanos < 0);
    return found;
  }

  @Test
  @Order(11)
  void prometheus_scrapesAllOfThem_andTellsAlertmanagerOfTheForgedEvent() throws Exception {
    JsonNode up = awaitWatched("query?query=up%20%3D%3D%201", "guest:8080");
    JsonNode alerts = awaitWatched("alerts", "LapseUntrustedEvent");

    assertThat(up.findValuesAsText("instance"))
        .containsExactlyInAnyOrder("ledger-1:8080", "ledger-2:8080", "guest:8080");
    assertThat(alerts.findValuesAsText("runbook_url"))
        .contains("http://127.0.0.1:18081/runbooks/untrusted-event");
    assertThat(watched("rules").findValuesAsText("name"))
        .contains("LapseErrorBudgetBurn", "LapseLedgerDown", "lapse:error_budget_burn:1h");
    assertThat(watched("alertmanagers").get("activeAlertmanagers").findValuesAsText("url"))
        .containsExactly("http://alertmanager:9093/api/v2/alerts");
  }

  /** What Prometheus answers, when it speaks of something. */
  private JsonNode awaitWatched(String path, String wanted) throws Exception {
    JsonNode answer;
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    do {
      TimeUnit.MILLISECONDS.sleep(200);
      answer = watched(path);
    } while (!answer.toString().contains(wanted) && System.nanoTime() - deadlineNanos < 0);
    return answer;
  }

  /** What Prometheus answers. */
  private JsonNode watched(String path) throws IOException, InterruptedException {
    URI uri = URI.create(deployment.prometheus() + "/api/v1/" + path);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
        .get("data");
  }

  @Test
  @Order(12)
  void everything_isStillThere_afterDownAndUp() throws Exception {
    deployment.down();
    deployment.up();

    assertThat(awaitBooks()).hasSize(2);
  }
}
