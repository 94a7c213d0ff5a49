package io.lapse.producers.source;

import io.lapse.ledger.host.CounterWhilePaused;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file to read, and what is known about it beside its content.
 *
 * @param path the file as messages name it: the manifest's folder as it was typed, then the path as
 *     the manifest has it
 * @param file where it lies
 * @param host the host that wrote it; null if its lines say so
 * @param guest the guest that it is about; null if its lines say so
 * @param clockErrorNanos bound on |host clock - TAI| where a line states none; not negative
 * @param taiOffsetSeconds what the host's kernel reports as TAI - UTC; null if not to be checked
 * @param counterWhilePaused what the guest's counter does while the host holds it stopped
 */
public record SourceInput(
    String path,
    Path file,
    @Nullable String host,
    @Nullable String guest,
    Format format,
    long clockErrorNanos,
    @Nullable Integer taiOffsetSeconds,
    CounterWhilePaused counterWhilePaused) {

  public SourceInput {
    if (clockErrorNanos < 0) {
      throw new IllegalArgumentException(
          "clockErrorNanos must not be negative: " + clockErrorNanos);
    }
    if (format.needsNames() && (host == null || guest == null)) {
      throw new IllegalArgumentException("format " + format + " needs host and guest: " + path);
    }
  }
}
