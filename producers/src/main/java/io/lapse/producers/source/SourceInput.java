package io.lapse.producers.source;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file to read, and what is known about it beside its content.
 *
 * @param path the file as messages name it: the manifest's folder as it was typed, then the path as
 *     the manifest has it
 * @param file where it lies
 * @param host the host that wrote it, or that the guest runs on; null if its lines say so, or if
 *     nobody does
 * @param guest the guest that it is about; null if its lines say so
 * @param clockErrorNanos bound on |clock - TAI| where a line states none; not negative
 * @param taiOffsetSeconds what the host's kernel reports as TAI - UTC; null if not to be checked
 * @param counterWhilePaused what the guest's counter does while the host holds it stopped
 * @param takenAt when a guest was looked at, by a better clock than its own; null if its own clock
 *     is to say
 * @param anchor where the stamps count from, if they do not say; null if they do, or if the file,
 *     which is followed as it grows, is to tell
 */
public record SourceInput(
    String path,
    Path file,
    @Nullable String host,
    @Nullable String guest,
    Format format,
    long clockErrorNanos,
    @Nullable Integer taiOffsetSeconds,
    CounterWhilePaused counterWhilePaused,
    @Nullable TaiInstant takenAt,
    @Nullable Anchor anchor) {

  public SourceInput {
    if (clockErrorNanos < 0) {
      throw new IllegalArgumentException(
          "clockErrorNanos must not be negative: " + clockErrorNanos);
    }
    if (format.needsHost() && host == null) {
      throw new IllegalArgumentException("format " + format + " needs a host: " + path);
    }
    if (format.needsGuest() && guest == null) {
      throw new IllegalArgumentException("format " + format + " needs a guest: " + path);
    }
  }

  /** An input whose stamps say by themselves where they count from. */
  public SourceInput(
      String path,
      Path file,
      @Nullable String host,
      @Nullable String guest,
      Format format,
      long clockErrorNanos,
      @Nullable Integer taiOffsetSeconds,
      CounterWhilePaused counterWhilePaused,
      @Nullable TaiInstant takenAt) {
    this(
        path,
        file,
        host,
        guest,
        format,
        clockErrorNanos,
        taiOffsetSeconds,
        counterWhilePaused,
        takenAt,
        null);
  }

  /** An input whose events are stamped by what it holds. */
  public SourceInput(
      String path,
      Path file,
      @Nullable String host,
      @Nullable String guest,
      Format format,
      long clockErrorNanos,
      @Nullable Integer taiOffsetSeconds,
      CounterWhilePaused counterWhilePaused) {
    this(
        path,
        file,
        host,
        guest,
        format,
        clockErrorNanos,
        taiOffsetSeconds,
        counterWhilePaused,
        null);
  }
}
