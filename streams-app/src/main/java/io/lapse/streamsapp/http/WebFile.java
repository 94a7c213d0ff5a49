package io.lapse.streamsapp.http;

import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file as a browser gets it: whole, or compressed where that is worth it. */
final class WebFile {
  private static final int OK = 200;

  /** Below, a packet more or less is all that it would save. */
  private static final int COMPRESSED_BYTES_MIN = 1_400;

  private static final Map<String, String> SAFE =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
              + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final Form whole;
  private final @Nullable Form compressed;

  /** Bytes with their tag. */
  private record Form(Response response, String tag) {
    static Form of(String type, Map<String, String> headers, byte[] body) {
      return new Form(new Response(OK, type, headers, body), EntityTags.tag(body));
    }
  }

  private WebFile(Form whole, @Nullable Form compressed) {
    this.whole = whole;
    this.compressed = compressed;
  }

  /** A file of a name that says what it is. */
  static WebFile of(String name, byte[] body) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    String type = TYPES.get(ending);
    if (type == null) {
      throw new IllegalStateException("no media type is known for " + name);
    }
    return typed(type, body);
  }

  static WebFile html(byte[] body) {
    return of(".html", body);
  }

  private static WebFile typed(String type, byte[] body) {
    if (body.length < COMPRESSED_BYTES_MIN) {
      return new WebFile(Form.of(type, SAFE, body), null);
    }
    Map<String, String> headers = new HashMap<>(SAFE);
    headers.put("Vary", "Accept-Encoding");
    Form whole = Form.of(type, headers, body);
    headers.put("Content-Encoding", "gzip");
    return new WebFile(whole, Form.of(type, headers, compressed(body)));
  }

  private static byte[] compressed(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes what is written", e);
    }
    return bytes.toByteArray();
  }

  /** The file, or that the browser has it. */
  Response answer(Request request) {
    Form form =
        compressed != null && takesGzip(request.header("Accept-Encoding")) ? compressed : whole;
    return EntityTags.tagged(request, form.response(), form.tag());
  }

  /** Whether it is named, and not only to be ruled out. */
  private static boolean takesGzip(@Nullable String accepted) {
    if (accepted == null) {
      return false;
    }
    for (String coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      String plain = coding.replace(" ", "");
      if (plain.equals("gzip") || (plain.startsWith("gzip;q=") && !plain.matches(".*=0(\\.0*)?"))) {
        return true;
      }
    }
    return false;
  }
}
