package io.lapse.telemetry;

/** What a client may take of a server. */
final class Limits {
  /** Those that are no event streams. What comes beyond is closed at once. */
  static final int CONNECTIONS_MAX = 128;

  /** How many requests each route of a part answers at once. */
  static final int ROUTE_REQUESTS_MAX = 16;

  /** From its first byte to the end of its headers, with the handshake of TLS. */
  static final int REQUEST_SECONDS_MAX = 5;

  /** From there to the last byte of the answer, with the time that a peer may take. */
  static final int ANSWER_SECONDS_MAX = 30;

  /** That sends nothing: as a first request, or as its next one. */
  static final int IDLE_SECONDS_MAX = 10;

  static final int HEADERS_MAX = 64;

  /** With the line of the request. */
  static final int HEADER_BYTES_MAX = 16 * 1024;

  private Limits() {}
}
