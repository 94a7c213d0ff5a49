package io.lapse.producers.qmp.live;

import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.Location;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection to a socket that should be QEMU's, line by line. Each wait ends when its thread is
 * interrupted.
 */
final class QmpConnection implements AutoCloseable {
  /** QEMU's own lines are shorter by far. */
  static final LineForm FORM = new LineForm(1 << 20, "one QMP message a line");

  private final String path;
  private final SocketChannel channel;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private boolean tooLong;
  private long lines;
  private long bytes;

  private QmpConnection(String path, SocketChannel channel, Selector selector) {
    this.path = path;
    this.channel = channel;
    this.selector = selector;
  }

  /**
   * Connects, and waits no longer than {@code patience} for it.
   *
   * @param path what problems call the socket
   */
  static QmpConnection open(String path, SocketAddress address, Duration patience)
      throws IOException, InterruptedException {
    QmpConnection connection = new QmpConnection(path, channelTo(address), Selector.open());
    try {
      connection.connect(address, patience);
      return connection;
    } catch (IOException | InterruptedException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void connect(SocketAddress address, Duration patience)
      throws IOException, InterruptedException {
    channel.configureBlocking(false);
    if (!channel.connect(address)
        && !(await(SelectionKey.OP_CONNECT, patience) && channel.finishConnect())) {
      throw new SocketTimeoutException("no connection within " + patience.toMillis() + " ms");
    }
  }

  private static SocketChannel channelTo(SocketAddress address) throws IOException {
    if (!(address instanceof InetSocketAddress)) {
      return SocketChannel.open(StandardProtocolFamily.UNIX);
    }
    SocketChannel channel = SocketChannel.open();
    // A host that vanished says nothing, and neither does a guest that is left in peace.
    return channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
  }

  /** Says a command. */
  void send(Command command) throws IOException, InterruptedException {
    ByteBuffer rest = ByteBuffer.wrap(command.bytes());
    while (true) {
      channel.write(rest);
      if (!rest.hasRemaining()) {
        return;
      }
      await(SelectionKey.OP_WRITE, Duration.ofSeconds(1));
    }
  }

  /**
   * The lines that have come: at least one, or none within {@code patience}.
   *
   * @throws EOFException if the other side has closed
   */
  List<Line> lines(Duration patience) throws IOException, InterruptedException {
    if (!await(SelectionKey.OP_READ, patience)) {
      return List.of();
    }
    buffer.clear();
    if (channel.read(buffer) == -1) {
      throw new EOFException("the other side has closed the connection");
    }
    bytes += buffer.position();
    buffer.flip();
    List<Line> whole = new ArrayList<>();
    while (buffer.hasRemaining()) {
      take(buffer.get(), whole);
    }
    return whole;
  }

  private void take(byte b, List<Line> whole) {
    if (b != '\n') {
      tooLong |= begun.size() == FORM.bytesMax();
      if (!tooLong) {
        begun.write(b);
      }
      return;
    }
    lines++;
    Location where = new Location(path, lines);
    Line line = tooLong ? Line.tooLong(where, FORM) : Line.of(where, begun.toByteArray(), FORM);
    begun.reset();
    tooLong = false;
    if (!line.isBlank()) {
      whole.add(line);
    }
  }

  /** How much has come so far. */
  long bytes() {
    return bytes;
  }

  /** Whether a line has begun that has no end yet. */
  boolean isWithinLine() {
    return tooLong || begun.size() > 0;
  }

  /** Where the next line would stand. */
  Location next() {
    return new Location(path, lines + 1);
  }

  private boolean await(int operation, Duration patience) throws IOException, InterruptedException {
    if (selector.keys().isEmpty()) {
      channel.register(selector, operation);
    } else {
      channel.keyFor(selector).interestOps(operation);
    }
    int ready = selector.select(Math.max(1, patience.toMillis()));
    selector.selectedKeys().clear();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return ready > 0;
  }

  @Override
  public void close() throws IOException {
    try (selector) {
      channel.close();
    }
  }
}
