package io.lapse.producers.produce.run;

import org.jspecify.annotations.Nullable;

/**
 * One thing to read.
 *
 * @param guest whom it is about; null if its lines say so
 */
public record Input(@Nullable String guest, Address address) {

  /** What the journal knows it by, in this and in later lives. */
  String name() {
    return guest == null ? address.text() : guest + "@" + address.text();
  }
}
