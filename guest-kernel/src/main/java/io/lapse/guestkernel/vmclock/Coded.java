package io.lapse.guestkernel.vmclock;

import java.util.Arrays;
import java.util.Optional;

/**
 * A field of one byte that says which of a few things. A newer host may say one that this ABI does
 * not know: it is kept as it is.
 *
 * @param type the things that the ABI knows
 * @param code 0 to 255
 */
public record Coded<E extends Enum<E> & AbiSymbol>(Class<E> type, int code) {

  public Coded {
    if (code < 0 || code > 0xff) {
      throw new IllegalArgumentException("code must be one byte: " + code);
    }
  }

  static <E extends Enum<E> & AbiSymbol> Coded<E> of(E symbol) {
    return new Coded<>(symbol.getDeclaringClass(), symbol.code());
  }

  /** What the code stands for; empty if the ABI does not say. */
  public Optional<E> symbol() {
    return Arrays.stream(type.getEnumConstants()).filter(each -> each.code() == code).findFirst();
  }

  public boolean is(E symbol) {
    return code == symbol.code();
  }
}
