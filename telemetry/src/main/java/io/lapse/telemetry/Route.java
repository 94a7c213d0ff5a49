package io.lapse.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What answers all requests below a path, besides what every part serves. Only GET and HEAD reach
 * it; it is asked by several threads at once.
 */
public interface Route {
  /** Where it begins, with a slash at both ends: {@code /api/v1/}. */
  String path();

  /**
   * Whether the answer is for everybody, as health is: it shows nothing that the part knows, and
   * not even what else there is.
   */
  default boolean isOpen(Request request) {
    return false;
  }

  /**
   * Answers a request. An exception is a bug: the log has it, and the client gets a 500.
   *
   * @return null if there is nothing: the server says so
   */
  @Nullable Response answer(Request request);

  /**
   * A request.
   *
   * @param rawPath as it came: percent-encoded, so that an encoded slash is not a slash
   * @param rawQuery likewise; null if there was none
   * @param headers the first value of the header of a name; null if there is none
   * @param waitedNanos how long it had to wait for others before it is answered
   */
  record Request(
      String rawPath,
      @Nullable String rawQuery,
      Function<String, @Nullable String> headers,
      long waitedNanos) {

    /** One that did not wait. */
    public Request(
        String rawPath, @Nullable String rawQuery, Function<String, @Nullable String> headers) {
      this(rawPath, rawQuery, headers, 0);
    }

    /** The first value of a header; null if there is none. */
    public @Nullable String header(String name) {
      return headers.apply(name);
    }
  }

  /**
   * An answer. Nobody may keep it, unless its headers say so in {@code Cache-Control}.
   *
   * @param status of HTTP; an answer of 304 has neither type nor body
   * @param type the media type of the body
   * @param headers further ones
   */
  @SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
  record Response(int status, String type, Map<String, String> headers, byte[] body) {
    public Response {
      Objects.requireNonNull(type, "type");
      headers = Map.copyOf(headers);
    }

    /** With a body in UTF-8. */
    public static Response of(int status, String type, Map<String, String> headers, String body) {
      return new Response(status, type, headers, body.getBytes(StandardCharsets.UTF_8));
    }
  }
}
