package io.lapse.producers;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;

/** The inputs of a guest's files, as the tests name them. */
public final class GuestInput {
  /** The guest that they are about. */
  public static final String GUEST = "vm1";

  /** The bound of its clock, in ns. */
  public static final long CLOCK_ERROR_NANOS = 5_000_000;

  private GuestInput() {}

  /** {@code file}, of a guest whose host is not known. */
  public static SourceInput of(Format format, Path file) {
    return new SourceInput(
        file.toString(),
        file,
        null,
        GUEST,
        format,
        CLOCK_ERROR_NANOS,
        null,
        CounterWhilePaused.UNKNOWN);
  }
}
