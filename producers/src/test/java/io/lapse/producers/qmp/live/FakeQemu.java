package io.lapse.producers.qmp.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** The server's side of a QMP socket: says and hears what a test tells it to. */
final class FakeQemu implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final ServerSocketChannel server;
  private final int thread;

  /**
   * A process that listens, in place of the one that did.
   *
   * @param thread the number of its first thread
   * @param madeAtSeconds when it made its socket
   */
  FakeQemu(Path socket, int thread, long madeAtSeconds) throws IOException {
    this.thread = thread;
    Files.deleteIfExists(socket);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Files.setLastModifiedTime(socket, FileTime.fromMillis(madeAtSeconds * 1000));
  }

  static SocketAddress address(Path socket) {
    return UnixDomainSocketAddress.of(socket);
  }

  Client accept() throws IOException {
    return new Client(server.accept(), thread);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** A client that has connected. */
  static final class Client implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader commands;
    private final int thread;

    private Client(SocketChannel channel, int thread) {
      this.channel = channel;
      this.thread = thread;
      this.commands = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    /** Sends bytes as they are. */
    void write(String text) throws IOException {
      ByteBuffer rest = StandardCharsets.UTF_8.encode(text);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }

    void say(String line) throws IOException {
      write(line + "\r\n");
    }

    void greet() throws IOException {
      say("{\"QMP\": {\"version\": {}, \"capabilities\": [\"oob\"]}}");
    }

    /** Takes the next command, which has to be that one; its id. */
    String hear(String command) throws IOException {
      JsonNode said = JSON.readTree(commands.readLine());
      if (!said.path("execute").asText().equals(command)) {
        throw new AssertionError("expected " + command + ", heard " + said);
      }
      return said.path("id").asText();
    }

    void answer(String command, String value) throws IOException {
      say("{\"return\": " + value + ", \"id\": \"" + hear(command) + "\"}");
    }

    void refuse(String command, String why) throws IOException {
      String id = hear(command);
      say(
          "{\"id\": \"%s\", \"error\": {\"class\": \"GenericError\", \"desc\": \"%s\"}}"
              .formatted(id, why));
    }

    void answerCpus() throws IOException {
      answer("query-cpus-fast", "[{\"thread-id\": " + thread + ", \"cpu-index\": 0}]");
    }

    void answerStatus(String status) throws IOException {
      boolean running = status.equals("running");
      answer("query-status", "{\"status\": \"" + status + "\", \"running\": " + running + "}");
    }

    /** All that stands at the beginning of a connection to a guest in that state. */
    void begin(String status) throws IOException {
      greet();
      answer("qmp_capabilities", "{}");
      answer("migrate-set-capabilities", "{}");
      answerCpus();
      answerStatus(status);
      answer("query-migrate", "{}");
    }

    /** Says an event, without data. */
    void event(String name, long seconds) throws IOException {
      say(eventLine(name, "{}", seconds));
    }

    void migration(String status, long seconds) throws IOException {
      say(eventLine("MIGRATION", "{\"status\": \"" + status + "\"}", seconds));
    }

    /** Whether the other side has closed. */
    boolean isLeft() throws IOException {
      return commands.readLine() == null;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  static String eventLine(String name, String data, long seconds) {
    return ("{\"timestamp\": {\"seconds\": %d, \"microseconds\": 5}, \"event\": \"%s\","
            + " \"data\": %s}")
        .formatted(seconds, name, data);
  }
}
