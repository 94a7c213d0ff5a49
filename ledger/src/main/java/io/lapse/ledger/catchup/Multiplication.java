package io.lapse.ledger.catchup;

import org.jspecify.annotations.Nullable;

/** What a kernel does when cycles times mult exceed 64 bits. */
public enum Multiplication {
  /** Up to Linux 6.9: the product goes round, and nobody notices. */
  WRAPS,
  /** From 6.10 on: it is computed with 128 bits. */
  SAFE,
  /** The version is not known. */
  UNKNOWN;

  private static final int SAFE_MAJOR = 6;
  private static final int SAFE_MINOR = 10;

  /**
   * What the kernel of that version does.
   *
   * @param kernel as {@code uname -r} says it, such as {@code 6.1.0-18-amd64}
   */
  public static Multiplication of(@Nullable String kernel) {
    return kernel == null
        ? UNKNOWN
        : KernelVersion.parse(kernel).map(Multiplication::in).orElse(UNKNOWN);
  }

  /** What the kernel of that version does. */
  public static Multiplication in(KernelVersion kernel) {
    return kernel.isAtLeast(SAFE_MAJOR, SAFE_MINOR) ? SAFE : WRAPS;
  }
}
