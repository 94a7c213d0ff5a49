package io.lapse.producers.source;

import io.lapse.ledger.time.TaiInstant;

/**
 * Where the stamps of a file count from: when the process that wrote it started, by its host's TAI
 * clock.
 *
 * @param at when the stamps showed 0
 * @param errorNanos how far that may be off, either way, by the host's own clock; not negative
 */
public record Anchor(TaiInstant at, long errorNanos) {

  public Anchor {
    if (errorNanos < 0) {
      throw new IllegalArgumentException("errorNanos must not be negative: " + errorNanos);
    }
  }
}
