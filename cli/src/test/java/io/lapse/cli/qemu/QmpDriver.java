package io.lapse.cli.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.tai.UtcScale;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Tells a QEMU process what to do, and keeps what it says. Its calls wait for QEMU. */
final class QmpDriver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long CONNECT_NANOS_MAX = 30_000_000_000L;
  private static final long PAUSE_MILLIS = 10;

  private final SocketChannel channel;
  private final BufferedReader in;
  private final BufferedWriter out;
  private final List<JsonNode> events = new ArrayList<>();

  /** How many events were looked through already. */
  private int passed;

  private QmpDriver(SocketChannel channel) {
    this.channel = channel;
    this.in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    this.out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
  }

  static QmpDriver connect(UnixDomainSocketAddress address, Process process) throws IOException {
    long begin = System.nanoTime();
    while (true) {
      try {
        QmpDriver driver = new QmpDriver(SocketChannel.open(address));
        driver.read();
        driver.execute("qmp_capabilities", "{}");
        driver.execute(
            "migrate-set-capabilities",
            "{\"capabilities\": [{\"capability\": \"events\", \"state\": true}]}");
        return driver;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() - begin > CONNECT_NANOS_MAX) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it returns. */
  JsonNode execute(String command, String arguments) throws IOException {
    out.write("{\"execute\": \"" + command + "\", \"arguments\": " + arguments + "}\n");
    out.flush();
    while (true) {
      JsonNode message = read();
      if (message.has("error")) {
        throw new AssertionError(command + ": " + message);
      }
      if (message.has("return")) {
        return message.get("return");
      }
      events.add(message);
    }
  }

  JsonNode execute(String command) throws IOException {
    return execute(command, "{}");
  }

  void migrate(String address) throws IOException {
    execute("migrate", "{\"uri\": \"" + address + "\"}");
  }

  /** Waits for the next event of that name that was not waited for yet; when it happened. */
  TaiInstant awaitEvent(String name) throws IOException {
    return at(await(name, ""));
  }

  /** Waits until a migration reaches a status, as QEMU calls it. */
  void awaitMigration(String status) throws IOException {
    await("MIGRATION", status);
  }

  private JsonNode await(String name, String status) throws IOException {
    while (true) {
      while (passed < events.size()) {
        JsonNode event = events.get(passed);
        passed++;
        if (event.path("event").asText().equals(name)
            && event.path("data").path("status").asText().equals(status)) {
          return event;
        }
      }
      JsonNode message = read();
      if (message.has("event")) {
        events.add(message);
      }
    }
  }

  private static TaiInstant at(JsonNode event) {
    JsonNode stamp = event.get("timestamp");
    long micros =
        stamp.get("seconds").longValue() * 1_000_000 + stamp.get("microseconds").longValue();
    return UtcScale.toTai(micros * 1_000);
  }

  private JsonNode read() throws IOException {
    return JSON.readTree(Objects.requireNonNull(in.readLine(), "QEMU has closed its monitor"));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
