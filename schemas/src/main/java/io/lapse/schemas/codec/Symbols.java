package io.lapse.schemas.codec;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Between an enum of the domain and one of the wire, by name. */
final class Symbols {
  private Symbols() {}

  static <W extends Enum<W>> W wire(Class<W> type, Enum<?> domain) {
    return Enum.valueOf(type, domain.name());
  }

  static <W extends Enum<W>> @Nullable W wireOrNull(Class<W> type, @Nullable Enum<?> domain) {
    return domain == null ? null : wire(type, domain);
  }

  /** A symbol of a later version reads as UNRECOGNISED, and that is nothing to guess about. */
  static <D extends Enum<D>> D domain(Class<D> type, Enum<?> wire) {
    try {
      return Enum.valueOf(type, wire.name());
    } catch (IllegalArgumentException e) {
      throw new SerializationException(
          "expected a " + type.getSimpleName() + " that this version knows: " + wire, e);
    }
  }

  static <D extends Enum<D>> @Nullable D domainOrNull(Class<D> type, @Nullable Enum<?> wire) {
    return wire == null ? null : domain(type, wire);
  }
}
