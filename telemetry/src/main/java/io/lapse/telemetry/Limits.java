package io.lapse.telemetry;

/** What a client may take of a server. */
final class Limits {
  /** Those that are no event streams. What comes beyond is closed at once. */
  static final int CONNECTIONS_MAX = 256;

  /** How many requests each route of a part answers at once. */
  static final int ROUTE_REQUESTS_MAX = 16;

  /** And how many wait meanwhile. What comes beyond is refused at once. */
  static final int ROUTE_REQUESTS_WAITING_MAX = 64;

  /** For so long. */
  static final int ROUTE_WAIT_MILLIS_MAX = 1_000;

  /** From its first byte to the end of its headers, with the handshake of TLS. */
  static final int REQUEST_SECONDS_MAX = 5;

  /** From there to the last byte of the answer, with the time that a peer may take. */
  static final int ANSWER_SECONDS_MAX = 30;

  /** That sends nothing: as a first request, or as its next one. */
  static final int IDLE_SECONDS_MAX = 10;

  static final int HEADERS_MAX = 64;

  /** With the line of the request. */
  static final int HEADER_BYTES_MAX = 16 * 1024;

  /** Event streams, beside the other connections. */
  static final int STREAMS_MAX = 512;

  /** What of a stream was not written yet: the latest of each kind. */
  static final int STREAM_KINDS_MAX = 16;

  /** After which a client connects again. */
  static final int STREAM_RETRY_MILLIS = 1_000;

  /** After which a stream that tells nothing says so. */
  static final int STREAM_QUIET_SECONDS_MAX = 15;

  /** In which the client of a stream takes nothing of what is written. */
  static final int STREAM_STUCK_SECONDS_MAX = 30;

  private Limits() {}
}
