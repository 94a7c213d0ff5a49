package io.lapse.producers.cloudevents;

import io.lapse.producers.json.MalformedException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words that say how a value is written. */
final class ContentType {
  private static final String CLOUDEVENTS = "application/cloudevents";

  private ContentType() {}

  /** Whether a value holds the whole event; else it holds the data alone. */
  static boolean isStructured(@Nullable String contentType) throws MalformedException {
    if (contentType == null || !mediaType(contentType).startsWith(CLOUDEVENTS)) {
      return false;
    }
    if (!mediaType(contentType).equals(CLOUDEVENTS + "+json")) {
      throw new MalformedException(
          "content-type must be application/cloudevents+json, one event a record: "
              + MalformedException.excerpt(contentType));
    }
    return true;
  }

  /**
   * Refuses data that says of itself that it is no JSON.
   *
   * @param name of what states the type
   */
  static void requireJson(String name, @Nullable String contentType) throws MalformedException {
    String type = contentType == null ? "application/json" : mediaType(contentType);
    if (!type.endsWith("/json") && !type.endsWith("+json")) {
      throw new MalformedException(
          name + " must be application/json: " + MalformedException.excerpt(type));
    }
  }

  /** Without parameters, such as {@code charset}. */
  private static String mediaType(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
