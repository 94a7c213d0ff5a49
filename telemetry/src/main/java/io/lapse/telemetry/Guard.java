package io.lapse.telemetry;

import io.lapse.telemetry.settings.HttpSettings;
import io.lapse.telemetry.settings.TokenFile;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Turns away who may not ask, before anything is said of what is there. Health is open: those who
 * restart a part seldom have a token.
 */
final class Guard {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int CONTENT_TOO_LARGE = 413;
  private static final int HEADERS_TOO_LARGE = 431;
  private static final int UNAVAILABLE = 503;
  private static final String BEARER = "bearer ";

  private final HttpSettings settings;
  private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);

  /** Why a request was refused: a label of the metric, so there are few. */
  enum Reason {
    NO_TOKEN,
    WRONG_TOKEN,
    NO_CERTIFICATE,
    BODY,
    BUSY,
    STREAMS
  }

  Guard(HttpSettings settings, MeterRegistry meters) {
    this.settings = settings;
    for (Reason reason : Reason.values()) {
      refused.put(
          reason,
          Counter.builder("lapse.http.refused")
              .description("Requests that were refused before they were looked at, by the reason.")
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  /** The refusal; null if the request may be answered. */
  Route.@Nullable Response refusal(Request request, boolean isOpen) {
    if (request.getHeaders().size() > Limits.HEADERS_MAX) {
      return tooManyHeaders();
    }
    if (!isOpen && settings.asksForCertificates() && !hasCertificate(request)) {
      count(Reason.NO_CERTIFICATE);
      return Problem.of(
          FORBIDDEN, "Forbidden", "expected a client's certificate", Map.of("Connection", "close"));
    }
    TokenFile tokens = settings.tokens();
    if (!isOpen && tokens != null) {
      String token = token(request.getHeaders());
      if (token == null || !tokens.accepts(token)) {
        count(token == null ? Reason.NO_TOKEN : Reason.WRONG_TOKEN);
        return Problem.of(
            UNAUTHORIZED,
            "Unauthorized",
            "expected a bearer token",
            Map.of("WWW-Authenticate", "Bearer"));
      }
    }
    return null;
  }

  /** The refusal of a request that may be answered; null if it has no body. */
  Route.@Nullable Response refusalOfBody(Request request) {
    if (hasBody(request.getHeaders())) {
      count(Reason.BODY);
      return Problem.of(
          CONTENT_TOO_LARGE,
          "Content Too Large",
          "expected a request without a body",
          Map.of("Connection", "close"));
    }
    return null;
  }

  /** Too many questions are being answered. */
  Route.Response busy() {
    count(Reason.BUSY);
    return Problem.of(
        UNAVAILABLE,
        "Service Unavailable",
        "too many requests are being answered",
        Map.of("Retry-After", "1"));
  }

  /** Too many clients are being told. */
  Route.Response tooManyStreams() {
    count(Reason.STREAMS);
    return Problem.of(
        UNAVAILABLE,
        "Service Unavailable",
        "too many event streams are open",
        Map.of("Retry-After", "10"));
  }

  private static Route.Response tooManyHeaders() {
    return Problem.of(
        HEADERS_TOO_LARGE,
        "Request Header Fields Too Large",
        "expected at most " + Limits.HEADERS_MAX + " headers",
        Map.of("Connection", "close"));
  }

  private void count(Reason reason) {
    Counter counter = refused.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  private static boolean hasCertificate(Request request) {
    SslSessionData secured =
        request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
    try {
      return secured != null && secured.sslSession().getPeerCertificates().length > 0;
    } catch (SSLPeerUnverifiedException e) {
      return false; // It showed none; one that is not trusted ends the handshake.
    }
  }

  private static @Nullable String token(HttpFields headers) {
    List<String> stated = headers.getValuesList(HttpHeader.AUTHORIZATION);
    if (stated.size() != 1) {
      return null;
    }
    String value = stated.get(0).strip();
    boolean isBearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return isBearer ? value.substring(BEARER.length()).strip() : null;
  }

  private static boolean hasBody(HttpFields headers) {
    String length = headers.get(HttpHeader.CONTENT_LENGTH);
    return headers.contains(HttpHeader.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }
}
