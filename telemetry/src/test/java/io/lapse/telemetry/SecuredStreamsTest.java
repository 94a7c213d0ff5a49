package io.lapse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.telemetry.settings.Certificates;
import io.lapse.telemetry.settings.HttpSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams over TLS, where what is read and written is not what crosses the network. */
class SecuredStreamsTest {
  private static final int TIMEOUT_MILLIS = 30_000;

  @TempDir private Path folder;
  private final Listeners route = new Listeners();

  @Test
  void client_isTold_andForgottenWhenItHangsUp() throws Exception {
    Map<String, String> settings =
        new HashMap<>(Certificates.in(folder.resolve("ours")).settings("server"));
    settings.put("http.port", "0");
    HttpSettings read = Certificates.read(settings);
    Health well = Health.unquestioned();
    try (TelemetryServer server =
        TelemetryServer.start(read, Meters.create(), well, well, List.of(), List.of(route))) {
      try (Socket client = connect(Trusting.only(settings), server.address())) {
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
        EventRouteTest.await(() -> route.size() == 1);

        route.tell("thing", "1", "x".repeat(1_000_000));
        route.tell("thing", "2", "last");

        assertThat(lines.lines().anyMatch("data: last"::equals)).isTrue();
        assertThat(route.size()).as("while it listens").isEqualTo(1);
      }
      EventRouteTest.await(() -> route.size() == 0);
      assertThat(route.closed()).containsExactly(1);
      assertThat(stopsInTheHandshake(server.address())).as("closed").isEqualTo(-1);
    }
  }

  /** It names a host that the certificate does not: a proxy's, or another name of the machine. */
  private static Socket connect(SSLContext trusting, InetSocketAddress server) throws IOException {
    Socket client = trusting.getSocketFactory().createSocket();
    client.setSoTimeout(TIMEOUT_MILLIS);
    client.connect(server);
    String request = "GET " + Listeners.PATH + " HTTP/1.1\r\nHost: x\r\n\r\n";
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  /** What a client reads that has sent the first bytes of its greeting, and no more. */
  private static int stopsInTheHandshake(InetSocketAddress server) throws IOException {
    try (Socket client = new Socket()) {
      client.connect(server);
      client.setSoTimeout(TIMEOUT_MILLIS);
      client.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01});
      return client.getInputStream().read();
    }
  }
}
