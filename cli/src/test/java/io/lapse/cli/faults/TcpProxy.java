package io.lapse.cli.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes connections on to a port of loopback, until the network between them breaks.
 *
 * <pre>
 *   client ── 127.0.0.1:port ── proxy ── 127.0.0.1:target
 *                                 |
 *                     PASSING, SILENT or CUT
 * </pre>
 */
final class TcpProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int CONNECTS_MAX = 50;

  /** What becomes of bytes and connections. */
  enum Network {
    /** All goes through. */
    PASSING,
    /** Nothing goes through, and nobody is told: connections stay, new ones are never answered. */
    SILENT,
    /** Connections are closed, new ones at once. */
    CUT
  }

  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private int target;
  private Network network = Network.PASSING;

  /** Listens at a free port. */
  TcpProxy() throws IOException {
    server = new ServerSocket(0, CONNECTS_MAX, InetAddress.getLoopbackAddress());
    start("proxy-accepts", this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Passes on to a port, from now on. */
  synchronized void target(int port) {
    target = port;
  }

  synchronized void is(Network now) throws IOException {
    network = now;
    if (now == Network.CUT) {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    notifyAll();
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        sockets.add(client);
        start("proxy-connects", () -> connect(client));
      } catch (IOException e) {
        // It was closed, which ends the loop; or a client was gone before it was accepted.
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket broker = new Socket(InetAddress.getLoopbackAddress(), awaitTarget());
      sockets.add(broker);
      start("proxy-sends", () -> pass(client, broker));
      start("proxy-answers", () -> pass(broker, client));
    } catch (IOException e) {
      close(client); // The client sees what it would see of a broker that is not there.
    }
  }

  private synchronized int awaitTarget() throws IOException {
    awaitPassing();
    return target;
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream input = from.getInputStream();
      OutputStream output = to.getOutputStream();
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        awaitPassing();
        output.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // One end is gone: so is the other.
    } finally {
      close(from);
      close(to);
    }
  }

  /** What was on its way when the network fell silent arrives when it passes again. */
  private synchronized void awaitPassing() throws IOException {
    while (network == Network.SILENT) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    if (network == Network.CUT) {
      throw new IOException("the network is cut");
    }
  }

  private void close(Socket socket) {
    try {
      socket.close();
      sockets.remove(socket);
    } catch (IOException e) {
      throw new IllegalStateException("a socket must close: " + socket, e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    is(Network.CUT);
  }
}
