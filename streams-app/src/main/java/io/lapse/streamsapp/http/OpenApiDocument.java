package io.lapse.streamsapp.http;

import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The description of all routes, as a route: {@code /api/v1/openapi.yaml}. */
public final class OpenApiDocument implements Resource {
  public static final String PATH = LedgerApi.PATH + "openapi.yaml";

  private static final String NAME = "openapi.yaml";
  private static final String TYPE = "application/yaml";
  private static final int OK = 200;

  private final byte[] document = read();

  /** The document, in UTF-8. */
  public static byte[] read() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(NAME)) {
      if (in == null) {
        throw new IllegalStateException("expected a resource " + NAME);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable Response answer(Request request) {
    if (!request.rawPath().equals(PATH)) {
      return null;
    }
    try {
      Parameters.of(request.rawQuery(), Set.of());
      return new Response(OK, TYPE, Map.of(), document);
    } catch (BadParameterException e) {
      return Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
