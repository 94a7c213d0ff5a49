package io.lapse.streamsapp.alert.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.ledger.account.Alert;
import io.lapse.streamsapp.alert.AlertSink;
import io.lapse.streamsapp.alert.Driven;
import io.lapse.streamsapp.alert.sink.HttpPost;
import io.lapse.streamsapp.alert.sink.HttpPost.Credentials;
import io.lapse.streamsapp.alert.sink.HttpSinkContract;
import io.lapse.streamsapp.alert.sink.Receiver.Post;
import io.lapse.streamsapp.alert.sink.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSinkTest extends HttpSinkContract {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;
  private AlertSink sink;

  @BeforeEach
  void connect() throws IOException {
    Path file = folder.resolve("secret");
    Files.writeString(file, SECRET + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    SecretFile secret = SecretFile.of("secret", file, 32);
    HttpPost post = new HttpPost(receiver.url("/hook"), Credentials.NONE, TIMEOUT, null);
    sink = new WebhookSink(post, secret, "https://lapse.example", TIMEOUT, clock);
  }

  @Override
  protected AlertSink sink() {
    return sink;
  }

  @Override
  protected List<String> said(Post post) {
    try {
      JsonNode data = MAPPER.readTree(post.body()).get("data");
      return List.of(data.get("guest").asText() + " " + data.get("state").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void alert_isASignedCloudEvent() {
    driven().append(opened("vm-7")).work();

    Post post = receiver.posts.get(0);
    assertThat(post.headers().getFirst("Content-Type")).isEqualTo("application/cloudevents+json");
    assertThat(post.headers().getFirst("Lapse-Signature"))
        .isEqualTo(
            Signature.of(SECRET, 1_795_953_600, post.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(post.body())
        .isEqualTo(
            """
            {"specversion":"1.0","id":"9d7fd66394c297c48db6058b8aee669c-0-opened",\
            "source":"https://lapse.example","type":"io.lapse.violation.opened.v1",\
            "subject":"vm-7","time":"2026-11-29T12:00:00Z","datacontenttype":"application/json",\
            "data":{"alert_id":"9d7fd66394c297c48db6058b8aee669c","guest":"vm-7",\
            "outage_id":"vm-7/0123456789abcdef0123456789abcdef","violation":"UNACCOUNTED_TIME",\
            "severity":"CRITICAL","party":"GUEST","state":"OPENED",\
            "at_tai_ns":1795953637000000000,"certain":true,"policy":"web@3",\
            "runbook":"unaccounted-time","zone":"eu-1a"}}""");
  }

  @Test
  void violationThatOpensAgain_isAnotherEvent_andOneThatIsSentAgainIsNot() {
    Alert opened = opened("vm-7");
    garbage();
    Driven driven = driven().append(opened).pass(Duration.ofSeconds(20));
    receiver.answer(200);

    driven.pass(LONG).append(over(opened)).pass(LONG).append(opened).pass(LONG);

    String id = opened.alertId();
    assertThat(ids()).startsWith(id + "-0-opened", id + "-0-opened").hasSizeGreaterThan(3);
    assertThat(ids().stream().distinct())
        .containsExactly(id + "-0-opened", id + "-0-resolved", id + "-2-opened");
  }

  private List<String> ids() {
    return receiver.posts.stream().map(Post::body).map(WebhookSinkTest::id).toList();
  }

  private static String id(String body) {
    try {
      return MAPPER.readTree(body).get("id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void signature_isThatOfTheTestVector() {
    String body = "{\"specversion\":\"1.0\"}";

    String signature = Signature.of(SECRET, 1_795_953_600, body.getBytes(StandardCharsets.UTF_8));

    assertThat(signature)
        .isEqualTo(
            "t=1795953600,v1=b38ff0c2bde99d76d3288ceca16d2321c880ad6a40c7abba5423711c8b404fae");
  }
}
