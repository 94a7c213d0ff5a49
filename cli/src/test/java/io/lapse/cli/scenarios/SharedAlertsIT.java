package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.tai.SystemTaiClock;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.alert.AlertDelivery;
import io.lapse.streamsapp.alert.AlertSink;
import io.lapse.streamsapp.alert.DeliverySettings;
import io.lapse.streamsapp.alert.sink.HttpPost;
import io.lapse.streamsapp.alert.sink.HttpPost.Credentials;
import io.lapse.streamsapp.alert.sink.Links;
import io.lapse.streamsapp.alert.sink.alertmanager.AlertmanagerSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two instances share the alerts; one ends, and the other goes on with what fires. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SharedAlertsIT {
  private static final Topics TOPICS = Topics.standard();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int GUESTS = 40;

  @Test
  void instanceThatEnds_leavesItsAlertsToTheOther_andNothingIsLost() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        FakeAlertmanager receiver = FakeAlertmanager.start()) {
      Ledgers.createTopics(broker, TOPICS, 4);
      AlertDelivery first = delivery(broker, receiver);
      try (AlertDelivery second = delivery(broker, receiver);
          TopicWriter<Alert> alerts =
              new TopicWriter<>(broker.bootstrapServers(), TOPICS.alerts())) {
        List<Alert> opened = new ArrayList<>();
        for (int i = 0; i < GUESTS; i++) {
          opened.add(opened("vm-" + i, new SystemTaiClock().now()));
          alerts.send("vm-" + i, opened.get(i));
        }
        alerts.flush();
        var firing = receiver.await(told -> told.size() == GUESTS, TIMEOUT);
        first.close();
        for (Alert each : opened) {
          alerts.send(each.guest(), resolved(each, new SystemTaiClock().now()));
        }
        alerts.flush();
        var told =
            receiver.await(
                all -> all.values().stream().allMatch(each -> each.contains("resolved")), TIMEOUT);

        assertThat(firing).hasSize(GUESTS);
        assertThat(told).hasSize(GUESTS);
        assertThat(told.values()).allSatisfy(each -> assertThat(inOrder(each)).isTrue());
        assertThat(second).isNotNull();
      }
    }
  }

  /** It fires, and is over; each may be said again. */
  private static boolean inOrder(List<String> states) {
    return String.join(" ", states).matches("firing( firing)* resolved( resolved)*");
  }

  private static AlertDelivery delivery(EmbeddedBroker broker, FakeAlertmanager receiver) {
    HttpPost post =
        new HttpPost(
            URI.create(receiver.url() + AlertmanagerSink.PATH), Credentials.NONE, TIMEOUT, null);
    AlertSink sink =
        new AlertmanagerSink(
            List.of(post), new Links(null), Duration.ofSeconds(1), TIMEOUT, InstantSource.system());
    return AlertDelivery.start(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        "shared",
        TOPICS,
        new DeliverySettings(Duration.ofHours(1), Duration.ofMinutes(30), 100, 1_000),
        List.of(sink),
        new SimpleMeterRegistry());
  }

  private static Alert opened(String guest, TaiInstant at) {
    Violation violation = Violation.UNACCOUNTED_TIME;
    return Alert.opened(
        guest, guest + "/o", violation, violation.severity(), at, true, "default@0");
  }

  private static Alert resolved(Alert opened, TaiInstant at) {
    return new Alert(
        opened.alertId(),
        opened.guest(),
        opened.outageId(),
        opened.violation(),
        opened.severity(),
        opened.party(),
        Alert.State.RESOLVED,
        at,
        opened.certain(),
        opened.policy());
  }
}
