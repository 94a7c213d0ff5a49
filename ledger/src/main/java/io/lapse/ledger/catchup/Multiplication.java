package io.lapse.ledger.catchup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a kernel does when cycles times mult exceed 64 bits. */
public enum Multiplication {
  /** Up to Linux 6.9: the product goes round, and nobody notices. */
  WRAPS,
  /** From 6.10 on: it is computed with 128 bits. */
  SAFE,
  /** The version is not known. */
  UNKNOWN;

  private static final Pattern VERSION =
      Pattern.compile("v?([0-9]{1,4})\\.([0-9]{1,5})([^0-9].*)?");

  private static final int SAFE_MAJOR = 6;
  private static final int SAFE_MINOR = 10;

  /**
   * What the kernel of that version does. A version is taken at its word: what a distribution has
   * ported back is not known.
   *
   * @param kernel as {@code uname -r} says it, such as {@code 6.1.0-18-amd64}
   */
  public static Multiplication of(@Nullable String kernel) {
    if (kernel == null) {
      return UNKNOWN;
    }
    Matcher version = VERSION.matcher(kernel.strip());
    if (!version.matches()) {
      return UNKNOWN;
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    boolean safe = major > SAFE_MAJOR || (major == SAFE_MAJOR && minor >= SAFE_MINOR);
    return safe ? SAFE : WRAPS;
  }
}
