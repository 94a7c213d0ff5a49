package io.lapse.telemetry;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that listens, with as little room as its machine gives it. */
final class RawListener implements Closeable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int ROOM_BYTES = 4_096;

  private final Socket socket = new Socket();
  private final BufferedReader lines;

  private RawListener(InetSocketAddress server, String request) throws IOException {
    socket.setReceiveBufferSize(ROOM_BYTES);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(server);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Asks, and reads nothing. By HTTP/1.0, so that what it reads later is in one piece. */
  static RawListener at(TelemetryServer server) throws IOException {
    return new RawListener(
        server.address(), "GET " + Listeners.PATH + " HTTP/1.0\r\nHost: x\r\n\r\n");
  }

  /** The line of the status; its headers are passed over. */
  String status() throws IOException {
    String status = lines.readLine();
    while (!lines.readLine().isEmpty()) {}
    return status;
  }

  /** Lines up to one that begins so, with it. */
  List<String> until(String beginning) throws IOException {
    List<String> read = new ArrayList<>();
    String line;
    do {
      line = lines.readLine();
      if (line == null) {
        throw new IOException("ended after " + read);
      }
      read.add(line);
    } while (!line.startsWith(beginning));
    return read;
  }

  /** Whether the server has closed it: all that it sent before is read. */
  boolean closes() throws IOException {
    char[] read = new char[100_000];
    try {
      while (lines.read(read) >= 0) {}
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // Reset.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
