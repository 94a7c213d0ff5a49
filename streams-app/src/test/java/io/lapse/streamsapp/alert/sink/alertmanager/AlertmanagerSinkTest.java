package io.lapse.streamsapp.alert.sink.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.streamsapp.alert.AlertSink;
import io.lapse.streamsapp.alert.sink.HttpPost;
import io.lapse.streamsapp.alert.sink.HttpPost.Credentials;
import io.lapse.streamsapp.alert.sink.HttpSinkContract;
import io.lapse.streamsapp.alert.sink.Links;
import io.lapse.streamsapp.alert.sink.Receiver;
import io.lapse.streamsapp.alert.sink.Receiver.Post;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertmanagerSinkTest extends HttpSinkContract {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration WAIT = Duration.ofSeconds(20);

  private AlertSink sink;

  @BeforeEach
  void connect() {
    sink = sinkOf(receiver);
  }

  private AlertSink sinkOf(Receiver... receivers) {
    List<HttpPost> posts = new ArrayList<>();
    for (Receiver each : receivers) {
      posts.add(new HttpPost(each.url("/api/v2/alerts"), Credentials.NONE, TIMEOUT, null));
    }
    Links links = new Links("https://lapse.example");
    return new AlertmanagerSink(posts, links, Duration.ofMinutes(1), TIMEOUT, clock);
  }

  @Override
  protected AlertSink sink() {
    return sink;
  }

  @Override
  protected List<String> said(Post post) {
    List<String> said = new ArrayList<>();
    for (JsonNode alert : read(post)) {
      boolean isOver =
          Instant.parse(alert.at("/endsAt").asText()).toEpochMilli() <= clock.utcMillis();
      said.add(alert.at("/labels/guest").asText() + (isOver ? " RESOLVED" : " OPENED"));
    }
    return said;
  }

  private static JsonNode read(Post post) {
    try {
      return MAPPER.readTree(post.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void alert_isAsAlertmanagerTakesIt() throws IOException {
    driven().append(opened("vm 7/ä")).work();

    assertThat(receiver.posts).hasSize(1);
    assertThat(receiver.posts.get(0).path()).isEqualTo("/api/v2/alerts");
    assertThat(receiver.posts.get(0).headers().getFirst("Content-Type"))
        .isEqualTo("application/json");
    assertThat(MAPPER.readTree(receiver.posts.get(0).body()))
        .isEqualTo(
            MAPPER.readTree(
                """
                [{"labels": {"alertname": "LapseUnaccountedTime", "severity": "ticket",
                    "violation": "UNACCOUNTED_TIME", "guest": "vm 7/ä",
                    "outage": "vm 7/ä/0123456789abcdef0123456789abcdef", "zone": "eu-1a",
                    "class": "web", "policy": "web@3", "party": "GUEST"},
                  "annotations": {
                    "summary": "vm 7/ä trusts a wrong clock: time is missing that nobody repaired (h1 to h2, 1.500 s)",
                    "description": "UNACCOUNTED_TIME on outage vm 7/ä/0123456789abcdef0123456789abcdef. Responsible: GUEST. Policy: web@3. Alert: 894b93706ff189ec6626ebc54f623c45",
                    "certain": "true",
                    "runbook_url": "https://lapse.example/runbooks/unaccounted-time",
                    "dashboard": "https://lapse.example/guest.html?guest=vm%207%2F%C3%A4"},
                  "startsAt": "2026-11-29T12:00:00Z", "endsAt": "2026-11-29T12:03:00Z",
                  "generatorURL": "https://lapse.example/guest.html?guest=vm%207%2F%C3%A4"}]
                """));
  }

  @Test
  void resolution_hasTheSameLabels_andEndsWhenTheBooksSay() {
    var driven = driven();
    var opened = opened("vm-7");
    driven.append(opened).pass(Duration.ofSeconds(70)).append(over(opened)).work();

    List<JsonNode> alerts = receiver.posts.stream().map(post -> read(post).get(0)).toList();

    assertThat(alerts).hasSize(3);
    assertThat(alerts)
        .extracting(each -> each.get("labels"))
        .containsOnly(alerts.get(0).get("labels"));
    assertThat(alerts)
        .extracting(each -> each.get("endsAt").asText())
        .containsExactly("2026-11-29T12:03:00Z", "2026-11-29T12:04:00Z", "2026-11-29T12:01:10Z");
    assertThat(alerts)
        .extracting(each -> each.get("startsAt").asText())
        .containsOnly("2026-11-29T12:00:00Z");
  }

  @Test
  void cluster_isToldWhole_andOneThatTakesItIsEnough() throws Exception {
    try (Receiver second = Receiver.start();
        Receiver silent = Receiver.start()) {
      silent.beSilent();
      sink = sinkOf(silent, receiver, second);
      var driven = driven();

      driven.append(opened("vm-7")).work();

      assertThat(driven.committable()).isEqualTo(1);
      assertThat(second.awaitPosts(1, WAIT)).isTrue();
      assertThat(silent.awaitPosts(1, WAIT)).isTrue();
    }
  }
}
