package io.lapse.streamsapp.alert.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.streamsapp.alert.Delivery;
import io.lapse.streamsapp.alert.sink.HttpPost.Credentials;
import io.lapse.streamsapp.alert.sink.Receiver.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpPostTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private Receiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = Receiver.start();
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  private Delivery post(Credentials credentials) {
    HttpPost post = new HttpPost(receiver.url("/a"), credentials, TIMEOUT, null);
    return post.send(Map.of("X-Said", "yes"), new byte[] {'{', '}'}).join();
  }

  @ParameterizedTest
  @CsvSource({
    "200, Delivered", "204, Delivered", "302, Later", "400, Refused", "401, Later", "403, Later",
    "404, Later", "408, Later", "413, Refused", "422, Refused", "429, Later", "500, Later",
    "503, Later", "599, Later"
  })
  void status_saysWhatBecomesOfAPost(int status, String expected) {
    receiver.answer(status);

    assertThat(post(Credentials.NONE).getClass().getSimpleName()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "' 12 ', 12", "soon, ", "-1, ", "99999999999, "})
  void restThatIsAskedFor_isRead_ifItIsOne(String header, Long seconds) {
    receiver.answer(post -> new Answer(503, Map.of("Retry-After", header), ""));

    Delivery.Later later = (Delivery.Later) post(Credentials.NONE);

    assertThat(later.after()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    assertThat(later.answered()).isFalse();
  }

  @Test
  void answerWithoutAnEnd_isNotReadToIt() {
    receiver.answer(post -> new Answer(400, Map.of(), "bad\r\nalert " + "x".repeat(10_000_000)));

    Delivery delivery = post(Credentials.NONE);

    assertThat(delivery).isInstanceOf(Delivery.Refused.class);
    assertThat(((Delivery.Refused) delivery).reason())
        .contains("400 bad alert xxx")
        .hasSizeLessThan(700);
  }

  @Test
  void credentials_areShown() {
    Delivery delivery = post(() -> "Bearer abc");

    assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
    assertThat(receiver.posts.get(0).headers().getFirst("Authorization")).isEqualTo("Bearer abc");
    assertThat(receiver.posts.get(0).headers().getFirst("X-Said")).isEqualTo("yes");
  }

  @Test
  void credentialsThatCannotBeRead_areWaitedFor() {
    Delivery delivery =
        post(
            () -> {
              throw new IOException("token.file: gone");
            });

    assertThat(delivery).isEqualTo(new Delivery.Later(false, null, "token.file: gone"));
    assertThat(receiver.posts).isEmpty();
  }

  @Test
  void receiverThatDoesNotAnswer_isLeftInTime() {
    receiver.beSilent();
    long startNanos = System.nanoTime();

    Delivery delivery = post(Credentials.NONE);

    assertThat(delivery).isInstanceOf(Delivery.Later.class);
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
        .isBetween(TIMEOUT.minusMillis(100), TIMEOUT.multipliedBy(10));
  }
}
