package io.lapse.cli.keys;

import io.lapse.cli.text.Instants;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.tai.SystemTaiClock;
import io.lapse.schemas.tai.UtcScale;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Instants as the commands of keys take and show them. */
final class KeyMoments {
  private static final long SECOND_NANOS = 1_000_000_000;

  private KeyMoments() {}

  /** That of an option; now if it was not given. */
  static TaiInstant orNow(CommandSpec spec, String option, @Nullable String text) {
    return text == null ? new SystemTaiClock().now() : parse(spec, option, text);
  }

  static TaiInstant parse(CommandSpec spec, String option, String text) {
    try {
      return Instants.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }

  /** In UTC to the second; the first instants of all as tai:NANOS. */
  static String shown(@Nullable TaiInstant at, String otherwise) {
    if (at == null) {
      return otherwise;
    }
    if (at.nanos() < SECOND_NANOS * 100) {
      return "tai:" + at.nanos();
    }
    return Instant.ofEpochSecond(Math.floorDiv(UtcScale.toUtcNanos(at), SECOND_NANOS)).toString();
  }
}
