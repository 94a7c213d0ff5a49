package io.lapse.streamsapp.board;

import org.jspecify.annotations.Nullable;

/** Choices as small numbers: in memory only, where no other version of the program sees them. */
@SuppressWarnings("EnumOrdinal")
final class Codes {
  private Codes() {}

  /** From 1; 0 of null. */
  static int of(@Nullable Enum<?> choice) {
    return choice == null ? 0 : choice.ordinal() + 1;
  }

  /** From 0. */
  static int bit(Enum<?> choice) {
    return choice.ordinal();
  }

  /** The choice of a code; null of 0. */
  static <E extends Enum<E>> @Nullable E choice(E[] choices, int code) {
    return code == 0 ? null : choices[code - 1];
  }
}
