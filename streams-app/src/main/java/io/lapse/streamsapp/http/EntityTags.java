package io.lapse.streamsapp.http;

import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags, as RFC 9110 has them: a client that has the very bytes of an answer already
 * is told so, and gets no others.
 */
final class EntityTags {
  static final String ETAG = "ETag";
  static final String IF_NONE_MATCH = "If-None-Match";
  static final String CACHE_CONTROL = "Cache-Control";

  /** May be kept by the client, but never be shown without asking whether it still holds. */
  static final String REVALIDATE = "no-cache";

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int TAG_BYTES = 16;
  private static final String ANY = "*";

  /** A tag may hold a comma, so that a list cannot be split at its commas. */
  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

  private EntityTags() {}

  /** The answer with its tag; without its body if the client has it. Problems have no tags. */
  static Response tagged(Request request, Response response) {
    if (response.status() != OK) {
      return response;
    }
    return tagged(request, response, tag(response.body()));
  }

  /** Likewise, where the tag is known. */
  static Response tagged(Request request, Response response, String tag) {
    Map<String, String> headers = new HashMap<>(response.headers());
    headers.put(ETAG, tag);
    headers.put(CACHE_CONTROL, REVALIDATE);
    return isKnown(tag, request.header(IF_NONE_MATCH))
        ? new Response(NOT_MODIFIED, response.type(), headers, new byte[0])
        : new Response(OK, response.type(), headers, response.body());
  }

  private static boolean isKnown(String tag, @Nullable String known) {
    if (known == null) {
      return false;
    }
    if (known.strip().equals(ANY)) {
      return true;
    }
    Matcher each = TAG.matcher(known);
    while (each.find()) {
      if (each.group(1).equals(tag)) {
        return true;
      }
    }
    return false;
  }

  static String tag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return '"' + HexFormat.of().formatHex(Arrays.copyOf(digest, TAG_BYTES)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
