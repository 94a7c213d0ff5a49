package io.lapse.streamsapp.http;

import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import org.jspecify.annotations.Nullable;

/** A part of what is below {@link LedgerApi#PATH}; asked by several threads at once. */
public interface Resource {
  /** The answer; null if the path is not its own. */
  @Nullable Response answer(Request request);
}
