package io.lapse.streamsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Violation;
import io.lapse.streamsapp.alert.AlertMessage;
import io.lapse.streamsapp.alert.AlertSink;
import io.lapse.streamsapp.alert.Alerts;
import io.lapse.streamsapp.alert.Delivery;
import io.lapse.telemetry.settings.Certificates;
import io.lapse.telemetry.settings.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sinks as a configuration makes them, and receivers that are shown something over TLS. */
class SecuredSinksTest {
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("lapse:s3cret".getBytes(UTF_8));

  @TempDir private static Path folder;
  private static Certificates authority;
  private static HttpsServer receiver;

  @BeforeAll
  static void listen() throws Exception {
    authority = Certificates.in(folder.resolve("authority"));
    receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setHttpsConfigurator(new HttpsConfigurator(context(authority.keystore("receiver"))));
    receiver.createContext("/", SecuredSinksTest::answer);
    receiver.start();
  }

  @AfterAll
  static void end() {
    receiver.stop(0);
  }

  private static SSLContext context(Path keystore) throws Exception {
    char[] password = Certificates.PASSWORD.toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** Lets in who shows what the receiver of that path expects. */
  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String expected = exchange.getRequestURI().getPath().equals("/hook") ? "Bearer abc" : BASIC;
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    exchange.sendResponseHeaders(Objects.equals(shown, expected) ? 200 : 401, -1);
    exchange.close();
  }

  private static String url() {
    return "https://127.0.0.1:" + receiver.getAddress().getPort();
  }

  private static Delivery delivered(String... settings) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", "127.0.0.1:1");
    properties.put("alerts.timeout", "30s");
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      properties.put(parts[0], parts[1]);
    }
    HttpSettings http = HttpSettings.open("127.0.0.1", 8080);
    Alert opened = Alerts.opened("vm-7", Violation.UNACCOUNTED_TIME, 1_795_953_600_000L);
    AppConfig config = new AppConfig(properties);
    try (AlertSink sink = LedgerAlerts.of(config, http).sinks().get(0)) {
      return sink.deliver(List.of(new AlertMessage(opened, opened, 0, false, "eu-1a")));
    }
  }

  private static Delivery toAlertmanager(String password, String... more) {
    return delivered(
        "alerts.sinks=alertmanager",
        "alerts.alertmanager.url=" + url(),
        "alerts.alertmanager.username=lapse",
        "alerts.alertmanager.password=" + password,
        more.length == 0 ? "page.url=https://h" : more[0]);
  }

  private static String trusted() {
    return "alerts.tls.truststore.location=" + authority.truststore();
  }

  @Test
  void alertmanager_thatIsTrusted_isShownUserAndPassword() {
    assertThat(toAlertmanager("s3cret", trusted())).isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void wrongPassword_isWaitedFor_andNotRepeatedInTheReason() {
    Delivery delivery = toAlertmanager("wr0ng", trusted());

    assertThat(delivery).isInstanceOf(Delivery.Later.class);
    assertThat(((Delivery.Later) delivery).reason()).contains(" 401 ").doesNotContain("wr0ng");
  }

  @Test
  void receiverWhoseAuthorityIsUnknown_isToldNothing() {
    Delivery delivery = toAlertmanager("s3cret");

    assertThat(delivery).isInstanceOf(Delivery.Later.class);
    assertThat(((Delivery.Later) delivery).reason()).contains("SSLHandshakeException");
  }

  @Test
  void webhook_thatIsTrusted_isShownItsToken() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "abc\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));

    Delivery delivery =
        delivered(
            "alerts.sinks=webhook",
            "alerts.webhook.url=" + url() + "/hook",
            "alerts.webhook.token.file=" + token,
            trusted());

    assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
  }
}
