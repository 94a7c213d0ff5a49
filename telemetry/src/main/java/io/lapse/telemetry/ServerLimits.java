package io.lapse.telemetry;

import java.util.Map;

/**
 * What a client may take of the server. The JDK's server knows its limits as properties of the
 * system, which it reads once, when its first class is loaded; those that are set already stay.
 */
final class ServerLimits {
  /** Each has a thread for as long as it asks: one that is slow keeps no other waiting. */
  static final int CONNECTIONS_MAX = 128;

  /** From its first byte to the end of its headers, with the handshake of TLS. */
  static final int REQUEST_SECONDS_MAX = 5;

  /** From there to the last byte of the answer, with the time that a peer may take. */
  static final int ANSWER_SECONDS_MAX = 30;

  /** That sends nothing: as a first request, or as its next one. */
  static final int IDLE_SECONDS_MAX = 10;

  static final int HEADERS_MAX = 64;
  static final int HEADER_BYTES_MAX = 16 * 1024;

  private static final Map<String, Integer> PROPERTIES =
      Map.of(
          "jdk.httpserver.maxConnections", CONNECTIONS_MAX,
          "sun.net.httpserver.maxReqTime", REQUEST_SECONDS_MAX,
          "sun.net.httpserver.maxRspTime", ANSWER_SECONDS_MAX,
          "sun.net.httpserver.idleInterval", IDLE_SECONDS_MAX,
          "sun.net.httpserver.maxReqHeaders", HEADERS_MAX,
          "sun.net.httpserver.maxReqHeaderSize", HEADER_BYTES_MAX,
          // A body is refused. It is read once, to see that there is none: with 0 the server would
          // close every connection.
          "sun.net.httpserver.drainAmount", 1);

  static {
    PROPERTIES.forEach(
        (property, limit) -> {
          if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(limit));
          }
        });
  }

  private ServerLimits() {}

  /** Sets them, where the JDK's server has not been used yet. */
  static void install() {
    // Loading the class did it.
  }
}
