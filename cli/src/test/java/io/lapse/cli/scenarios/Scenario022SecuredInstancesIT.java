package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topics;
import io.lapse.telemetry.settings.Certificates;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances that ask for tokens and certificates pass questions on to each other. */
class Scenario022SecuredInstancesIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Pattern INSTANCE = Pattern.compile("\"instance\":\"([^\"]+)\"");

  /** The tokens are being rolled: each instance asks with another one, and knows both. */
  private static final String OLD = "old-0123456789-0123456789-0123456789-0123456789";

  private static final String NEW = "new-0123456789-0123456789-0123456789-0123456789";

  @TempDir private Path folder;

  @Test
  void guests_areAnsweredByTheirOwner_whicheverInstanceIsAsked() throws Exception {
    Certificates authority = Certificates.in(folder.resolve("certificates"));
    SSLContext client = Certificates.read(authority.settings("client")).tls().context();
    List<LedgerInput> events = GeneratedMoves.of(20, 8, 2);
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, Topics.standard(), 4);
      publish(broker, events);
      try (AskedInstance one = start(broker, "one", authority, client, OLD + "\n" + NEW, OLD);
          AskedInstance two = start(broker, "two", authority, client, NEW + "\n" + OLD, NEW)) {
        one.app().awaitRunning(TIMEOUT);
        two.app().awaitRunning(TIMEOUT);

        for (AskedInstance asked : List.of(one, two)) {
          awaitAnswersOfBoth(asked, events, Set.of(one.address(), two.address()));
        }
        assertStrangersLearnNothing(
            AskedInstance.at(one.address(), client, "wrong-" + NEW), events.get(0).guest());
      }
    }
  }

  private AskedInstance start(
      EmbeddedBroker broker,
      String name,
      Certificates authority,
      SSLContext client,
      String tokens,
      String shown)
      throws Exception {
    Path file = Files.writeString(folder.resolve(name + ".tokens"), tokens);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> settings = new HashMap<>(authority.settings(name));
    settings.put("http.tokens.file", file.toString());
    settings.put("http.tls.client.auth", "required");
    return AskedInstance.start(broker, folder.resolve(name), settings, client, shown);
  }

  /** Each guest, until its owner has answered; and both own some. */
  private static void awaitAnswersOfBoth(
      AskedInstance asked, List<LedgerInput> events, Set<String> owners) throws Exception {
    Set<String> answering = new TreeSet<>();
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!answering.equals(owners)) {
      assertThat(System.nanoTime() - deadline).as("in time; seen " + answering).isNegative();
      for (LedgerInput event : events) {
        HttpResponse<String> response = asked.ledger(event.guest(), "");
        Matcher instance = INSTANCE.matcher(response.body());
        if (response.statusCode() == 200 && instance.find()) {
          answering.add(instance.group(1));
        }
      }
    }
  }

  private static void assertStrangersLearnNothing(AskedInstance asked, String guest)
      throws Exception {
    for (String path : List.of("/metrics", "/api/v1/instances", "/nothing")) {
      assertThat(asked.get(path).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(asked.ledger(guest, "").statusCode()).isEqualTo(401);
    assertThat(asked.get("/health/live").statusCode()).isEqualTo(200);
  }

  private static void publish(EmbeddedBroker broker, List<LedgerInput> events) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (HostEventPublisher publisher = HostEventPublisher.connect(config, Topics.standard())) {
      events.forEach(publisher::send);
      publisher.flush();
    }
  }
}
